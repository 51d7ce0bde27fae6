# Why somebody is served before somebody else: one sentence each.
queue-why-danger = This person may be in danger.
queue-why-urgent = This person chose urgent help.
queue-why-crisis = What this person said is a sign of a crisis.
queue-why-quiet = This person cannot speak freely.
queue-why-child = The caller is a child.
queue-why-no-roof-tonight = This person has nowhere to sleep tonight.
queue-why-kiosk-help = Somebody at a kiosk asked for help on the spot.
queue-why-agent-lost = The conversation broke off on our side.
queue-why-waiting-very-long = This person has been waiting for a very long time.
queue-why-transferred = One of us has already talked to this person and passed the call on.
queue-why-callback-promised = We promised to call this person back.
queue-why-at-kiosk = This person is standing at a kiosk with nowhere to sit.
queue-why-appointment = This person has an appointment at this hour.
queue-why-waiting-long = This person has been waiting longer than others.
queue-why-confused = The telephone menu was no help to this person.
queue-why-has-slip = This person has a number from a kiosk.
queue-why-asked = This person asked for somebody right away.

# What an agent is doing.
queue-activity-offline = Off the line
queue-activity-ready = Ready for a call
queue-activity-ringing = Phone is ringing
queue-activity-talking = Talking
queue-activity-holding = Call on hold
queue-activity-wrap-up = Writing up
queue-activity-pause = Pause
queue-activity-desk = Desk work

# Why they do it: chosen by a person, or found out by us.
queue-pause-break = Short break
queue-pause-meal = Meal
queue-pause-meeting = Meeting
queue-pause-training = Training
queue-pause-after-hard-call = After a hard call
queue-pause-technical = Technical trouble
queue-pause-other = Another reason
queue-pause-did-not-answer = The phone was not answered
queue-offline-phone-gone = The phone in the browser is gone
queue-offline-signed-out = Signed out

# Why an agent does not take an offer.
queue-decline-known-person = I know this person
queue-decline-technical = Technical trouble
queue-decline-after-hard-call = I need a moment after a hard call
queue-decline-other = Another reason

# What cannot be done now, and what to do instead.
queue-refused-not-from-here = First end the call and finish the note.
queue-refused-no-phone = The phone in the browser does not answer. Reload the page and allow the microphone.
queue-refused-no-reason = Choose a reason for the pause.
queue-still-writing = Are you still writing up? Go on writing, nobody is hurrying you.

# What an agent should know about this match.
queue-match-skill-relaxed = This matter is outside your field: the person has waited too long for a specialist.
queue-match-skill-absent = This matter is outside your field: nobody at work today specializes in it.
queue-match-colleague-away = This person asked for somebody who cannot come now.
queue-disposition-unrecorded = Not recorded

# The skills beside the languages.
queue-skill-pjm = Polish sign language
queue-skill-information = General information
queue-skill-city-cards = City cards
queue-skill-city-flats = City flats
queue-skill-disability-certificates = Disability certificates
queue-skill-family-benefits = Family benefits
queue-skill-foreigners = Matters of foreigners
queue-skill-labor = Work and unemployment
queue-skill-nurseries = Nurseries
queue-skill-school-aid = School aid
queue-skill-social-work = Social work

# The wait to expect.
queue-wait-unknown = We cannot tell now how long it will take.
queue-wait-now = Somebody will answer within a minute.
queue-wait-range = { $low } to { $high } min
