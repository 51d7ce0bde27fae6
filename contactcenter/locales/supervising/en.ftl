# The supervisors' rooms.
board-link = Board
board-rooms = The supervisors' rooms
board-title = The line now
board-title-wall = The board of the line
report-title = Reports
set-title-agents = Agents
set-title-hours = Hours of the line
set-title-pauses = Reasons to pause
set-title-walls = Screens on the wall

# How the line serves.
board-service = Service level
board-service-help = Answered within 20 seconds, of all who were answered or gave up after more than 5 seconds. Aim: 80%.
board-today = Today
board-lately = Last 30 minutes
board-abandoned = Gave up
board-handle = Time with one person
board-answer = Wait until answered
board-offered = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
board-nothing-yet = No calls yet
board-on-target = On target
board-below-target = Below target of { $target }%
board-percent = { $value }%
board-none = none
board-dash = –

# Who waits.
board-waiting = Waiting
board-waiting-kind = For what
board-waiting-count = How many
board-waiting-longest = Longest
board-waiting-call = Telephone
board-waiting-kiosk-call = Call from a kiosk
board-waiting-callback = To be called back
board-waiting-voicemail = Message left
board-waiting-help = Help at a kiosk
board-waiting-ticket = Desk ticket
board-news-waiting = { $count ->
    [0] Nobody is waiting
    [one] { $count } person is waiting
   *[other] { $count } people are waiting
}

# Who is at work.
board-agents = Agents
board-agents-state = State
board-agents-count = How many
board-agents-longest = Longest
board-person = Person
board-since = Since
board-talk = Call
board-no-one-here = Nobody is at work.
board-part = Take part
board-part-listen = Listen
board-part-coach = Whisper
board-part-barge = Join in
board-part-leave = Leave
board-part-me-listen = You are listening
board-part-me-coach = You whisper to the agent
board-part-me-barge = You are in the talk
board-part-other-listen = { $name } is listening
board-part-other-coach = { $name } whispers to the agent
board-part-other-barge = { $name } is in the talk
board-part-hint = The agent sees at once that you are in the call, and how, and tells the citizen. Every time is written down.
board-no-phone = Your phone has to be on in this browser. Allow the microphone above, then try again.
board-part-not-kiosk = A kiosk's call goes from browser to browser: nobody can take part.

# The kiosks.
board-kiosks = Kiosks
board-kiosks-working = { $working } of { $all } working
board-kiosk-ok = working
board-kiosk-silent = silent
board-kiosk-seen = last sign { $at }
board-kiosk-never = never heard of
board-kiosks-none = No kiosk is registered.

# How the line is run.
board-mode = The line
board-mode-open = Open until { $at }
board-mode-always = Open at all hours
board-mode-closed = Closed, opens { $on } at { $at }
board-mode-closed-long = Closed
board-mode-outage = Outage since { $at }
board-mode-drill = Drill until { $at }

# The screen on the wall.
wall-read-only = This screen only shows. No personal data.
wall-until = Shown until { $at }
wall-seen = As of { $at }
wall-lost = No connection: these numbers are from { $at }.
wall-end = Switch off
wall-open-title = Turn this browser into a screen on the wall
wall-open-hint = You are signed out here, and this browser then shows the board and nothing else, for { $hours } hours at most. You can switch it off from any desk. Without a keyboard nobody can do anything with it.
wall-open-name = Where it hangs
wall-open = Turn into a screen
wall-list-title = Screens that are on
wall-list-none = No screen is on.
wall-list-where = Where
wall-list-who = Opened by
wall-list-since = On since
wall-list-until = Off at the latest
wall-list-end = Switch off
wall-ended = The screen is off.
wall-no-name = Say where the screen hangs.

# In somebody else's call: what the agent sees, what they tell the citizen, what who came in sees.
phone-part-listen = Listening: { $name }
phone-part-coach = Whispering to you: { $name }
phone-part-barge = In the talk: { $name }
phone-part-me-listen = You are listening to { $name }
phone-part-me-coach = You whisper to { $name }
phone-part-me-barge = You are in the talk with { $name }
phone-part-say = Say:
say-supervised-listen = The person in charge of the shift is listening to us.
say-supervised-coach = The person in charge of the shift is listening to us and may give me advice.
say-supervised-barge = The person in charge of the shift is joining us.
