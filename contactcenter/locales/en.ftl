product = Okienko · 800 line
skip-to-content = Skip to the content
signed-in-as = Signed in:
tools-label = Tools
sign-out = Sign out
doorbell-down = Reconnecting. The lists refresh every 15 seconds.

sign-in-title = Sign in
sign-in-name = Name
sign-in-password = Password
sign-in-button = Sign in
sign-in-not-recognized = The name or the password does not match. Please try again.
sign-in-too-many-tries = Too many tries from this place. Wait a quarter of an hour or ask the shift lead.
sign-in-ended = Your session has ended. The answers in open matters are saved.

session-ends = Your session ends at { $at }.
session-stay = I am here, keep it

home-title = Desk
slip-title = A matter from a slip
slip-digits = Number on the slip
slip-digits-hint = Eight digits. Spaces do no harm. A code may be scanned.
slip-find = Next: the word
slip-misheard = There is a mistake in this number: the check digit does not fit.
slip-unknown_number = Nobody ever gave out this number. Most likely a digit was misheard.
slip-not_arrived = The number is valid, but the kiosk has not sent this matter yet.
slip-wrong_word = The word does not fit this number.
slip-no_such_word = No slip bears this word. This try does not count.
slip-not_agreed = Ask for consent first, and tick it.
slip-expired = The slip has expired: 72 hours have passed. The answers are destroyed.
slip-closed = This matter is already closed. The answers are destroyed.
slip-too_many_tries = Too many tries. This number can be checked again later.

word-title = Word on the slip
word-number = Number
word-label = Word
word-hint = Capitals and Polish letters make no difference.
word-agreed = The caller agrees to my seeing their answers.
word-open = Open the matter
word-other-number = Another number

say-cue = Say
say-read-digits = Please read me the eight digits on your slip.
say-ask-word = Please tell me the word printed under the number. May I see your answers from the kiosk?
say-slip-misheard = Please read the digits once more, slowly, one by one.
say-slip-unknown_number = I cannot find this number. Please read the digits once more, one by one.
say-slip-not_arrived = The number is right, but your matter has not reached us yet. We can start afresh, or please call in a few minutes.
say-slip-wrong_word = That word does not fit. Please spell it.
say-slip-no_such_word = I do not have that word. Please spell it.
say-slip-not_agreed = Do you agree to my seeing your answers from the kiosk? Without it we can talk from the beginning.
say-slip-expired = The slip was good for three days and has expired. We can go through the questions again; it takes a few minutes.
say-slip-closed = This matter is finished and we have deleted the answers. We can start afresh.
say-slip-too_many_tries = For safety I cannot check this number just now. We can talk without the slip.
say-done = I have everything I need. Now I will tell you what you are likely entitled to.
say-kiosk = Good day, this is the social help line. Somebody at the kiosk in your building is asking for help. { $spoken ->
    [uk] They speak Ukrainian.
    [en] They speak English.
   *[pl] They speak Polish.
} Can someone go over?

mine-title = My open matter
mine-since = opened at { $at }
mine-return = Back to the matter
waiting-title = Asking for help at a kiosk
waiting-count = { $count ->
    [0] Nobody is waiting.
    [one] { $count } person is waiting.
   *[other] { $count } people are waiting.
}
waiting-since = waiting since { $at }
waiting-claim = Take the next person
held-title = Taken by me
held-since = since { $at }
held-return = Back
here-title = Who is on the line
here-you = (me)
here-free = free
here-busy = on a matter
here-away = console closed
matter-closed = The matter is closed. The answers are destroyed.
matter-gone = This matter is no longer in your hands: it is closed, or somebody else took it over.
task-finished = The request for help is finished.
task-gone = This request is finished, or somebody else has it.
nobody-waits = Nobody is waiting any more. Somebody was faster.

task-title = Help at a kiosk
task-reach = Call this place
task-no-point = This kiosk has no place assigned. Ask the shift lead.
task-finish-title = How it ended
task-choose = Mark how it ended.
task-helped = The person got help
task-staff_sent = Somebody from the place will go over
task-nobody_there = Nobody was there any more
task-finish = Finish
task-later = To the desk, I will finish later

matter-title = A matter from a slip
matter-made = slip made at { $at }
matter-older = The slip is from another day, or the rules in the system have changed. The results are worked out for today.
ask-sensitive = A delicate question. Ask whether the caller can speak freely.
ask-number = Answer as a number
ask-save = Save
ask-dont-know = Does not know
ask-wont-say = Would rather not say
ask-leave = Leave it as it was
ask-done-title = No question is left that would change anything
unit-money = zł
unit-int = {""}
unit-area = m²
given-title = Answers
given-none = No answers yet.
given-change = Change
results-title = Results
results-summary = Likely yes: { $likely }. An answer is missing: { $open }. Probably not: { $no }.
results-district = The caller’s district
results-district-unknown = not known
results-district-set = Set
results-more = Details
results-chosen = chosen on the slip
help-now-title = Help now
help-now-hint = Open it only when the caller asks, or when something worries you.

close-title = Finishing
close-how = How it ended
close-note = Note
close-note-hint = No names, addresses or numbers.
close-button = Close the matter
close-shreds = On closing, the answers are destroyed. What stays is how the call ended and the note.
close-choose = Mark how it ended.
disposition-informed = The person knows what they are entitled to
disposition-directed = Directed to an agency
disposition-needs_specialist = A specialist is needed
disposition-caller_hung_up = The call was cut off
disposition-wrong_number = Wrong number

keys-link = Keys
keys-title = Keys
keys-how = Everything can be done from the keyboard: Tab moves on, Enter confirms, Space ticks and unfolds. Shorter ways:
keys-alt = Shortcuts are the left Alt and a key. The right Alt types Polish letters and triggers nothing.
keys-column-key = Key
keys-column-what = What it does
keys-slip = the desk and its number field
keys-next = take the next person
keys-question = the question at hand
keys-answers = the answer with this number
keys-dont-know = the caller does not know
keys-wont-say = the caller would rather not say
keys-given = answers to correct
keys-results = results
keys-help = help now
keys-close = finishing
keys-keys = this page

error-title = This cannot be shown
error-stale = The page was open for too long. Go back to the desk and try again.
error-refused = This request did not come from our page, so nothing was done.
error-missing = There is no such page.
error-other = Something did not work. What was saved is safe. Please try again.
error-home = To the desk

find-link = Search
find-title = Find a service
find-label = What does the caller ask about?
find-hint = In any words; endings and diacritics do not matter. What you type is kept nowhere beside a person.
find-go = Search
find-found = { $found ->
    [0] This is not here
    [one] { $found } service
   *[other] { $found } services
}
find-not-here = Point the caller to the Residents’ Contact Centre, 42 638 44 44, or ask what happened and begin with the questions.
find-crisis = This first: help right now
find-112 = In immediate danger: 112.
find-more = More
find-again = Search on
events-title = What has happened?
event-first = Begin here
event-also = Check these, too
keys-find = search for a service
rules-link = The rules of this service
rules-title = Rules

# Public pages (/uslugi): anybody reads them, without signing in.
public-product = Okienko · social services of Łódź
public-languages = Language
public-title = Benefits and help in Łódź
public-search-label = What are you looking for, or what has happened?
public-search-hint = In your own words. Nobody keeps who asked for what.
public-found = What we found
public-nothing = It is not here. Call the residents' contact center: 42 638 44 44.
public-events = What has happened?
public-all = All services
public-first-door = Where to begin
public-check-too = Check these too
public-back = All services
public-polish-name = In Polish:
public-conditions = Who it is for
public-amount = How much
public-amount-depends = The amount depends on the situation. Work it out at a kiosk or on the 800 line, without giving a name.
public-not-in-force = It can no longer be applied for, or we do not know the rules for today. Ask at the office.
public-checked = Checked on { $day }.
public-traces = This page leaves a trace in the browser's history. It is safer to read it in a private window or on somebody else's phone.
public-not-printed = This page is not printed. About the city's services: 42 638 44 44.
public-not-decision = This is information, not a decision. You may always apply, and the office must answer in writing.
public-lckm = The residents' contact center:
public-open-data = Open data (HSDS)
public-error-stale = The page was open for too long. Try again.
public-error-refused = This request did not come from our page, so nothing was done.
public-error-missing = There is no such page.
public-error-other = Something went wrong. Try again.

refer-title = Refer the matter
refer-link = Refer the matter
refer-back = Back to the matter
refer-sent = Already referred
refer-what = What to refer?
refer-go = Choose a place
refer-others = Other services
refer-to = Refer: { $service }
refer-where = Where to?
refer-choose = Choose a place from the list.
refer-nowhere = This service has no place in the catalog yet.
refer-note = A note for us (no personal data)
refer-send = Refer
refer-other-service = Another service
refer-confidential = Confidential matter
referral-made = The referral is written down.
referral-settled = The agency's answer is written down.
referral-settled-before = Another answer was written down before. Nothing was changed.
referrals-title = Referrals
referrals-link = Referrals
referrals-open = Waiting for an answer
referrals-none = Every referral has an answer.
referral-since = since { $at }
referral-outcome = The agency's answer
referral-settle = Save
outcome-open = waiting
outcome-accepted = accepted
outcome-sent_back = sent back
sent-back-wrong_agency = not this agency
sent-back-wrong_area = not this area
sent-back-closed = it was closed
sent-back-missing_papers = papers were missing
sent-back-other = another reason
reason-only_place = the only place
reason-any_place = any place
reason-district = by district
reason-area = by neighborhood
reason-nearest = nearest to home
reason-no_address = no address
reason-agents_choice = the agent's choice
misrouted-title = Sent back by agencies, last { $days } days
misrouted-service = Service
misrouted-settled = Answers
misrouted-why = Why sent back
misrouted-none = No agency has answered yet.
plan-title = The fewest doors
plan-coordinator = One caseworker for all matters: { $agency }.
keys-refer = refer the matter
