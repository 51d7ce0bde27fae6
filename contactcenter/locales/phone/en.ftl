# What a caller hears. Short sentences; the key comes last, since it is pressed after it. Draft translation.

phone-greeting = Hello. This is the free social help line in Łódź.
phone-not-112 = This is not one one two. If a life is in danger, hang up and dial one one two.
phone-language = For English, press three.
phone-not-recorded = We do not record this call.
phone-recorded = We record this call.
phone-notice = How we look after your data: eight.
phone-notice-short = You can ask a person about your data.
phone-privacy = The City of Łódź is responsible for your data. We use it only to help. We delete a message you leave when the matter is settled. We keep the phone number encrypted. You need not give your name. Instead of speaking you can press keys. You can see your data, correct it and ask for its deletion. Complaints go to the President of the Personal Data Protection Office. A person can tell you more: zero.
phone-back = Back: one.

phone-main-urgent = Urgent help: one.
phone-main-slip = A number on a slip from the kiosk: two.
phone-main-matter = Choose what it is about: three.
phone-main-offices = Opening hours of offices: four.
phone-main-words = You can also say what it is about.
phone-main-again = Hear this again: nine.
phone-again = Here it is again.
phone-person = Talk to a person: zero.
phone-press = { $pressed }.
phone-more = More: { $pressed }.
phone-not-heard = I cannot hear anything.
phone-not-understood = Sorry, I do not understand.
phone-to-person = Connecting you to a person. Please wait a moment.
phone-goodbye = Thank you for calling. Goodbye.

phone-in-danger = If a life is in danger, hang up and dial one one two. I will connect you to a person even if you choose nothing.
phone-urgent-quiet = If you cannot speak, press nine twice.
phone-topics = What is it about?
phone-topic-money = Money
phone-topic-family = Family and children
phone-topic-housing = Flat
phone-topic-disability = Health and care
phone-topic-work = Work and a new start
phone-topic-school = School
phone-topic-safety = A hard situation
phone-events = Choose what comes closest.
phone-matter = You chose:
phone-chosen = Talk to a person: one. Where to begin: two. Something else: three.
phone-begin = Talk to a person: one. Something else: two. Opening hours of offices: four.
phone-to-confirm = We are still confirming this information.

phone-slip = Key in the eight digits on the slip.
phone-slip-read = The number on the slip: { $digits }.
phone-slip-right = If this is right: one. If not: two. A person will ask for the word on the slip.
phone-slip-misheard = There is a mistake in this number.
phone-slip-unknown_number = We do not know this number.
phone-slip-not_arrived = The number is right, but the matter has not reached us yet.
phone-slip-expired = This slip was valid for three days and has expired. We have deleted the answers.
phone-slip-closed = This matter is already finished. We have deleted the answers.
phone-slip-too_many_tries = For safety we are not checking slip numbers now.
phone-slip-gone = Another number: one. Choose what it is about: two.

phone-offices = Which office?
phone-districts = In which district?
phone-district-baluty = Bałuty
phone-district-gorna = Górna
phone-district-polesie = Polesie
phone-district-srodmiescie = Śródmieście
phone-district-widzew = Widzew
phone-places = Which place?
phone-place = Another office: one. Back to the beginning: two.
phone-place-shut = This place has closed for good.
phone-place-moved = This place has closed. Instead there is:
phone-place-ask = Please ask a person about the details: zero.
phone-place-unknown = We are not sure of the opening hours. Please call before you go.
phone-place-call = The phone number: { $number }.
phone-place-always = Open day and night.
phone-place-open = Open now { $until }.
phone-place-lets-in = They let people in now { $until }.
phone-place-closed = Closed now.
phone-place-holiday = Today is a holiday, it is closed.
phone-place-no-more = They let nobody else in today.
phone-place-opens = It will open { $day }, { $at }.
phone-place-opens-today = It will open today { $at }.
phone-place-week = Hours: { $days }, { $hours }.

phone-danger = Connecting you to a person ahead of the line.
phone-danger-112 = If a life is in danger, hang up and dial one one two.
phone-danger-wait = Please stay on the line. We are finding somebody to talk to you.
phone-danger-closed = Nobody answers here now. Help is there at other numbers.
phone-helpline = The number: { $number }.
phone-helplines-to-confirm = We are still confirming these numbers.

phone-quiet-first = We understand. You need not speak. Are you in danger now? Yes: one. No: two.
phone-quiet-wait = Connecting you. A person will ask. Yes: one. No: two.
phone-question = Yes: one. No: two.

phone-callback-ending = We will call back the number that ends in: { $digits }.
phone-callback = If this is right: one. Another number: two. No callback: three.
phone-callback-number = Key in the nine digits of the Polish number we should call.
phone-callback-read = The number you keyed: { $digits }.
phone-callback-right = If this is right: one. Correct it: two. No callback: three.
phone-callback-safe = We will only say that we are calling back as agreed. Is it safe to call you there? Yes: one. No: two.
phone-callback-unsafe = We will not call there. Another number: one. No callback: two.
phone-callback-agreed = Good, we will call back. You keep your place in line. You can hang up now.
phone-callback-morning = Good, we will call back when the line is open again. You can hang up now.

phone-line-closed = Nobody answers here now.
phone-line-hours = We answer { $days }, { $hours }.
phone-closed = A message: one. A callback on the next working day: two. Opening hours of offices: three. Numbers for urgent help: four.
phone-message = We will record your message and delete it when the matter is settled. Say how we can help and how to reach you. Press the hash key at the end.
phone-message-left = Thank you. We will listen to your message on the next working day. Goodbye.

phone-wait-next = Nobody is waiting before you.
phone-wait-place = Your place in line: { $place }.
phone-wait-range = Waiting time: { $range }.
phone-wait-unknown = We cannot tell how long it will take.
phone-wait-long = It will take more than an hour and a half.
phone-wait-callback = A callback that keeps your place in line: one.
phone-wait-stay = You can also simply wait.
phone-wait-calm = We are on the line. Please wait.
phone-wait-quiet = We are here.

phone-outgoing = Hello. We are calling back as agreed. If you asked for a call: one. If not: two.
phone-outgoing-joined = Thank you. Connecting.
phone-outgoing-sorry = Sorry to trouble you. Goodbye.

phone-on-hold = Please wait a moment. We will be right back.
phone-transfer = Connecting you to somebody who knows this matter. Please stay on the line.
phone-joining = Connecting. Please wait a moment.
phone-back-in-line = Sorry, we lost the connection to our colleague. We will connect you again, ahead of the line.
phone-third-person = Another person from our line joins the call.
phone-third-outside = A person from outside our line joins the call.

phone-outage = We have an outage and cannot connect your call now.
phone-outage-call = Please call this number: { $number }.
phone-outage-kept = We will call you back. Your place in the line is kept.
phone-outage-later = Please call later.
