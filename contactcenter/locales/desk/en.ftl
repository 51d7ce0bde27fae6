# The desk
desk-title = Desk
desk-link = Desk
desk-seat-title = Which counter are you taking?
desk-seat-hint = From now on you call numbers to this counter, and no telephone rings at yours.
desk-counter = counter { $counter }
desk-no-points = No point has counters yet.
desk-ways = Other pages of the desk
desk-board-link = Waiting room screen
desk-choose = Choose a counter from the list.
desk-seated = The counter is yours.
desk-risen = The counter is free.
desk-now = At the counter
desk-free = Nobody is here. Call the next person.
desk-next = Call the next number
desk-nobody = Nobody is waiting, or nobody whose language you speak.
desk-busy = First finish the talk you have.
desk-gone = This number is with somebody else by now, or it is over.
desk-called = Called. The number is on the screen.
desk-calls = times called: { $count }
desk-came = in line since { $at }
desk-recall = Call again
desk-recalled = Called again.
desk-no-show = Nobody came
desk-no-show-noted = Noted that nobody came. The number can be brought back.
desk-finish-title = How did it end?
desk-end-helped = Settled
desk-end-sent-on = Sent on
desk-end-booked = Appointment made
desk-end-took-papers = Papers handed out
desk-end-gave-up = The person gave up
desk-choose-end = Choose how it ended.
desk-finished = Saved.
desk-slip-title = Slip from the kiosk
desk-slip-hint = Scan the code on the slip or type its eight digits. The matter opens where it ended.
desk-print = Print
desk-give-title = Tickets and appointments
desk-code = Appointment code
desk-arrive = They are here, give a ticket
desk-code-unknown = There is no appointment with this code today.
desk-code-other-day = This appointment is on another day.
desk-arrived = Ticket given.
desk-expected = Expected today
desk-choose-language = Choose a language.
desk-waiting = Waiting
desk-waiting-count = { $count ->
    [0] Nobody is waiting.
    [one] { $count } person is waiting.
   *[other] { $count } people are waiting.
 }
desk-since = since { $at }
desk-by-appointment = by appointment
desk-has-number = left a telephone number
desk-call-this = Call
desk-more = More
desk-number = Telephone of a person who cannot wait
desk-number-safe = asked: it is safe to call this number
desk-number-now = We call back instead of waiting
desk-number-later = We call back if there is no time today
desk-number-needs = Type a correct number and ask whether it is safe to call it.
desk-number-kept = Number kept.
desk-callback-made = We will call back. The place in line stays.
desk-print-ticket = Print the ticket
desk-went-home = Went home
desk-left = Saved.
desk-missed = Called, did not come
desk-called-at = called at { $at }
desk-back = Now here
desk-back-done = The number is back in line.
desk-over-title = End of work
desk-rise = Leave the counter
desk-end-day = Close the point for today
desk-policy-callback = Who left a telephone number is called back after opening. All other numbers are closed with the reason “point closed”.
desk-policy-close = All numbers are closed with the reason “point closed”.
desk-end-sure-tick = yes, nobody else will be served today
desk-end-sure = Tick that nobody else will be served today.
desk-day-ended = The day is closed. Nobody is waiting any more.
desk-back-to = Back to the desk
desk-sheet-title = Print for the person at the desk
desk-sheet-what = What to print
desk-sheet-choose = Show the chosen ones
desk-sheet-nothing = There is nothing to print yet: answer some questions first.
desk-sheet-agreed = Agreements
desk-paper-title = What can be settled and where
desk-paper-confirm = to be confirmed at the office
desk-paper-papers = Take with you:
desk-paper-way = The way
desk-paper-call-first = Call first.
desk-paper-foot = This is not a decision. You may always apply, and the office must answer in writing.
ticket-print-title = Ticket
ticket-number = Number
ticket-ahead = { $count ->
    [0] Nobody is before you.
    [one] Before you: { $count } person.
   *[other] Before you: { $count } people.
 }
ticket-watch = Watch the screen: it shows the number and the counter.
ticket-day = { $day }, { $at }
desk-taken = This counter is taken. Choose another one.
desk-taken-by = counter { $counter }: { $name }
desk-no-slip = Without a slip
desk-begin = Begin the questions
desk-give-new = Give a ticket. Language of the talk:

# The waiting room's screen
hall-title = Called numbers
hall-sound = Turn the sound on
hall-lost = No connection since { $at }. The numbers on the screen may be out of date: listen to the clerk.
hall-number = Numer · Номер · Number
hall-counter = Stanowisko · Вікно · Desk
hall-nobody = Nikogo teraz nie wzywamy · Зараз нікого не викликають · Nobody is being called now
hall-waiting = Czeka: { $count } · Чекають: { $count } · Waiting: { $count }
hall-spoken = Number { $letter } { $number }, desk { $counter }.

# Appointments
appointments-title = Appointments
appointments-point = Point
appointments-day = Day
appointments-look = Show
appointments-free = Free hours: { $day }
appointments-language = Language of the talk
appointments-hour = Hour
appointments-places = { $count ->
    [0] no places
    [one] { $count } place
   *[other] { $count } places
 }
appointments-none = There are no free hours left on this day.
appointments-booked = Booked
appointments-nobody = Nobody has an appointment.
appointments-show = Show
appointments-back = Other hours
appointment-title = Appointment
appointment-when = { $day }, { $at }
appointment-code = Appointment code. Say it at the desk or type it at the kiosk:
appointment-bring = No name is needed. Being up to 15 minutes late does not matter.
appointment-cancel = Cancel the appointment
appointment-canceled = Canceled. The place is free.
appointment-gone = This appointment can no longer be canceled.
appointment-choose = Choose an hour and a language.
appointment-full = Somebody has just taken the last place. Choose another hour.
appointment-no-slot = This hour is over, or the point is not open then.
appointment-too-far = We do not book that far ahead.
appointment-booked = booked
appointment-arrived = here
appointment-missed = did not come
