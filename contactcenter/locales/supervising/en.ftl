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
board-recorded = recorded
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
board-mode-closed = Closed. Opens { $on }, { $at }
board-mode-closed-long = Closed
board-mode-outage = Outage since { $at }
board-mode-drill = Drill until { $at }
board-budget-near = Calls of ours: { $calls } of { $most } within a day.
board-budget-used = Calls of ours are used up: { $calls } of { $most } within a day. Callbacks wait at their places; the next from { $at }. Urgent ones are made.

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
wall-open-back = Back to the list of screens
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

# Reports.
report-from = From
report-to = To
report-by = Rows
report-by-quarter = Quarters of an hour
report-by-hour = Hours
report-by-day = Days
report-by-queue = Queues
report-by-matter = Matters
report-by-language = Languages
report-who = Who waited
report-who-line = On the line (telephone and kiosk)
report-who-callbacks = To be called back
report-who-help = For help at a kiosk
report-who-tickets = With a desk ticket
report-who-messages = After leaving a message
report-show = Show
report-csv = CSV file
report-empty = Nobody waited on these days.
report-wrong-days = Give two days, the first not later than the second. Today is shown.
report-too-long = A report covers 92 days at most. The last of them are shown.
report-too-long-clock = By hours or quarters a report covers 31 days at most. The last of them are shown.
report-unnamed = Matter not named
report-all = All
report-chart-outcomes = What became of those who waited
report-chart-shares = Service level
report-chart-table = The same numbers are in the table below.
report-chart-target = target: 80%
report-part-in-time = answered within 20 s
report-part-later = answered later
report-part-gave-up = gave up
report-part-otherwise = served another way
report-table = All figures
report-column-group = Group
report-column-offered = Waited
report-column-answered = Answered
report-column-in-time = Within 20 s
report-column-service = Service level
report-column-abandoned = Gave up
report-column-abandonment = Abandonment
report-column-short = Wrong numbers
report-column-otherwise = Another way
report-column-asa = Wait (ASA)
report-column-aht = Time per person (AHT)
report-column-fcr = Promises kept (FCR)
report-column-misrouting = Mis-routed
report-column-estimate = Estimate right
report-as-of = As of { $on }, { $at }.
report-how = How this is counted
report-how-service = Answered within 20 seconds, of those answered and those who gave up after more than 5 seconds. The moment somebody began to wait decides where they count.
report-how-abandonment = Those who gave up after more than 5 seconds, of them and the answered.
report-how-short = They hung up within 5 seconds. They count in no share.
report-how-otherwise = They asked to be called back, left a message or went to a desk: their time was not lost.
report-how-asa = The mean wait of the answered, in minutes and seconds.
report-how-aht = The mean time of talk and note, of those that are finished.
report-how-fcr = Of the talks in which everything we and the agencies promised is settled: those in which all of it was kept.
report-how-misrouting = Of the referrals an agency has answered: those that came back. A referral has no queue and no language, so there is a dash in those reports.
report-how-estimate = The share of the answered who waited as long as we had told them; below it, the mean error outside the range told.
report-how-source = Everything is worked out from the log of states when the report is opened; nothing is kept in advance. The same figures can be worked out again with tests/recompute_report.py.

# Settings.
set-save = Save
set-said-agent-saved = Saved. The next call is given out by it already.
set-said-hours-saved = Announced. The telephone menu and the kiosks go by it from now on.
set-said-hours-gone = The announced hours are withdrawn.
set-said-pause-saved = The reasons to pause are saved.
set-agents-hint = Languages and fields decide whose telephone rings. Role, password and access are changed on the account's own page. Every change is written down.
set-role-agent = agent
set-role-clerk = desk clerk
set-role-supervisor = supervisor
set-agent-languages = Languages
set-agent-skills = Fields
set-agent-account = Account
set-agent-is-off = account switched off
set-agent-gone = This person is not on the list.
set-agent-no-language = Choose at least one language.
set-hours-usual = Usual hours
set-hours-usual-hint = On public holidays the line is closed.
set-hours-not-confirmed = The city has not confirmed these hours yet.
set-hours-announced = Announced
set-hours-none = Nothing is announced: the usual hours hold.
set-hours-when = When
set-hours-days = Days of the week
set-hours-hours = Hours
set-hours-every-day = every day
set-hours-until-further = until further notice
set-hours-holidays-too = also on public holidays
set-hours-closed = The line is closed
set-hours-withdraw = Withdraw
set-hours-order = Of several announcements about one day, the one made last counts.
set-hours-new = Announce other hours
set-hours-from = From
set-hours-to = To
set-hours-to-hint = For one day, give the same day twice. Empty: until further notice.
set-hours-open-at = The line is open
set-hours-opens = From
set-hours-closes = To
set-hours-on-holidays = Public holidays are meant too
set-hours-announce = Announce
set-hours-no-day = Choose at least one day of the week.
set-hours-dates = Check the days: the first not before today, the last not before the first, and one of the chosen days of the week has to be among them.
set-hours-times = Check the hours: the line has to open before it closes.
set-pause-known = Reasons
set-pause-hint = A reason that is switched off can no longer be chosen; in reports it stays. At least one has to be left.
set-pause-offered = offered
set-pause-not-offered = switched off
set-pause-off = Switch off
set-pause-on = Switch on
set-pause-new = New reason
set-pause-name = Name ({ $tongue })
set-pause-add = Add
set-pause-names = Give the name in all three languages.
set-pause-already = There is such a reason already.
set-pause-last = Nothing was changed: at least one reason has to be left.
