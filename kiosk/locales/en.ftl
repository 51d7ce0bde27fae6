# What the kiosk's screens say. The same keys as pl.ftl.

unconfirmed = to be confirmed
always-here = Always at hand
language-short = Language
look-short = Appearance
finish-short = Finish
back = Back
done = Done
see-more = See more
change = Change
look-again = Check again
to-start = Start
keyboard = Keyboard
number-pad = Number keys
erase = Erase the last character
space = space
comma = comma

attract-promise = Find out what help you are entitled to and where to go for it. No name, no sign-in. Your answers disappear after your visit.

language-title = Choose your language
language-about = everything in English

home-title = How can we help?
door-check = Check what you are entitled to
door-check-about = A few questions, no name needed
door-results = Your results
door-results-about = What we know so far and what is still worth asking
door-find = Find a service
door-find-about = Type a word or choose a topic
door-where = Where to go
door-where-about = Addresses, hours, telephones
door-talk = Talk to us
door-talk-about = Telephone numbers and a person to talk to
door-slip = Your slip
door-slip-about = See the number and the word again
door-help = I need help now
door-help-about = A bed, a safe place, somebody to talk to

events-title = What has happened?
events-more = Other situations
event-first = Begin here
event-also = Check these, too
event-ask = Ask me about this

forms-title = What the short forms mean

look-title = How should the screen look?
look-sizes = Size of letters
size-normal = Normal
size-large = Large
size-largest = Largest
look-themes = Colors
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
look-reach = Where the buttons are
reach-free = On the whole screen
reach-low = Low, within reach of a wheelchair

progress = Progress
progress-known = We already know about { $known } of { $all } benefits
answers = Answers
not-sure = If you do not know
type-number = Type a number
exact-number = Or type it exactly
this-number = This is the number
why-we-ask = Why do we ask?
why-sensitive = You need not answer. This answer is never read aloud.
my-answers = My answers
what-we-know = What we know now
go-on-asking = Next question
answers-title = Your answers
answers-none = There is no answer yet.

results-title = What we know now
results-more = There are more questions. Each answer may change something.
results-all = That is all we could ask.
take-title = Take it with you
my-slip = Your slip
your-case = In your situation
what-title = What it is
who-title = Who it is for
all-places = All places ({ $places })

other-places = Other places ({ $places })
why-not = See which ones and why

find-title = Find a service
find-label = What are you looking for?
find-go = Search
find-found = { $found ->
    [0] We found nothing
    [one] We found { $found } service
   *[other] We found { $found } services
}
find-suggestions = Are you looking for this?
find-suggested = Suggestions: { $found }. The first: { $first }
find-not-here = This is not here. The Residents’ Contact Centre will say where to go. You can also tell us what happened: we check what help there is for you.
find-nothing = Try another word or choose a topic below.
find-topics = Choose a topic
topic-money = Money to live on
topic-family = Family and children
topic-housing = Housing
topic-disability = Disability and care
topic-work = Work
topic-school = School
topic-safety = Safety and shelter

where-choose = What do you want to go there for?
where-to = Where to go: { $service }
where-home-lead = Choose the district, then the neighborhood. We do not ask for an address.
where-home-short = Where do you live?
where-home-now = You live in: { $name }
where-home-say = Say where you live
where-home-change = Change
where-district-which = District
where-osiedle-which = Neighborhood
where-landmark-which = I live near
where-other = Another answer
where-no-address = I have no fixed address
where-here = Count the way from this kiosk
where-wont-say = I would rather not say
where-done = Show the places
where-ask-first = Before you go, call:
where-remote = Without leaving home
where-needs = What do you need there?
way-title = Your way
way-lead = { $doors ->
    [one] Everything can be settled at one address.
   *[other] The least walking: { $doors } addresses, in this order.
}
way-here = What to settle here
way-same-building = In the same building
way-elsewhere = No address known here, ask the contact center
way-coordinator = Your caseworker: { $agency }. Ask for one person who leads all your matters.
way-none = Nothing here has an address yet.
way-link = Your way
about-service = About this service

find-help-first = This first: help right now
help-title = Help right now
help-lead = Nobody asks about income or registration here. Choose what you need.
help-112 = In sudden danger call 112.
hide-now = Hide now

talk-title = Talk to us
talk-lead = Call us, or let us know that you are here.
talk-numbers = Telephone numbers
free-line = Free 800 line
free-line-none = No number assigned yet
tell-title = Let us know that you are here
tell-about = Somebody at the center will see which screen you are at and which language you speak. Nothing else.
tell-now = Say that I am here
tell-waiting = Noted. We are waiting for a connection to the center.
tell-delivered = The center knows that you are here.
tell-answered = Somebody at the center is taking care of it.
tell-closed = This request is closed. If you still need to talk, please call.
tell-unknown = We do not know whether the request arrived. Please call.

child-line = Are you under 18? You can talk without your parents and for free:

take-lead = You get a number and a word. With them somebody at the office or on the phone can see your answers and will not ask again.
take-choose = What should be printed?
take-private = The paper has neither your name nor your answers. Only somebody you tell the number and the word can open your saved answers. They disappear after 72 hours.
take-print = Print
take-code-only = Only the number, no paper
take-no-number = We have no free numbers at the moment. Try again in a minute, or call us.

slip-title = Your number and word
slip-lead = Write them down, take a photo, or take the paper.
slip-digits = Number
slip-word = Word
slip-valid = Valid for 72 hours.
slip-qr = QR code with the number and the word
slip-how = Call, or go to an information desk. Give the number first. Say the word only when the person asks for it.
paper-none = No paper.
paper-waiting = Your paper is waiting for the printer.
paper-printing = Your paper is being printed.
paper-confirmed = Your paper is printed. Please take it.
paper-failed = Your paper was not printed. The number and the word are on the screen.
paper-unknown = We do not know whether the paper came out. Do you have it?
paper-canceled = Printing was canceled.
paper-yes = Good. Do not leave the paper in the printer.
paper-no = We are sorry. The number and the word are on the screen.
paper-partly = Please take what came out. The number and the word are on the screen.
came-out-yes = Yes, I have it
came-out-no = No
came-out-partly = Only a part
print-again = Print once more

finish-title = Do you want to finish?
finish-lead = Everything said here will disappear from this screen.
finish-slip = Keep the number and the word:
finish-go = Finish
finish-now = Yes, finish
finish-not-yet = Not yet
goodbye-title = Goodbye
goodbye-lead = Your answers have disappeared from this screen. If you have a paper, take it with you.
wiped-title = Your answers have been erased
wiped-lead = Nobody touched the screen, so everything is gone. You can start again.
still-there-title = Are you still here?
still-there-lead = { $seconds ->
    [one] In { $seconds } second we will erase your answers, so that nobody else can see them.
   *[other] In { $seconds } seconds we will erase your answers, so that nobody else can see them.
}
still-there-yes = Yes, I am here
still-there-no = Finish

error-400 = We cannot read this
error-403 = You cannot go there
error-404 = There is no such page
error-405 = There is no such page
error-413 = That is too long
error-500 = Something broke
error-lead = Nothing you said here is lost. Go back and try again.

sheet-title = Your sheet from Okienko
sheet-copy = Copy
sheet-copy-void = The earlier sheet is no longer valid.
sheet-slip = Your slip
sheet-word = Word:
sheet-slip-use = Call, or go to an information desk, and give the number. Say the word when the person asks for it. Valid for 72 hours.
sheet-qr-alt = QR code with the number and the word
sheet-in-polish = In Polish:
sheet-to-confirm = To be confirmed by the office
sheet-why = Why
sheet-documents = Take with you
sheet-where = Where and when
sheet-how = How to apply
sheet-not-a-decision = This is not a decision.
sheet-may-apply = You may always apply, even when the result says no. The office must answer in writing, and you can appeal against its decision.
sheet-footer = Okienko · City of Łódź

reading-way = I already have an Okienko slip or a city card
reading-title = Show your slip or card
reading-lead = Hold the code on your slip, or a city card, to the reader.
reading-nothing = The reader has read nothing in the last few seconds.
reading-again = Look again
reading-slip-title = This is a slip from Okienko
reading-slip-number = The number on the slip
reading-slip-lead = This screen cannot open it. The answers are encrypted, and only a city worker can open them.
reading-slip-how = Call, or go to a desk. Give this number. Say the word only when the worker asks for it.
reading-card-kind = We recognized the kind of card by its number. We do not check whose it is and do not keep the number.
reading-card-demo = Demo card
reading-card-services = What this card gives you
reading-card-no-services = What this card gives is not described here yet. Ask here:
reading-card-ask = Where to ask
reading-strange-card-title = We do not know this card
reading-strange-card = We do not know what card this is. Nothing was kept.
reading-strange-code-title = We do not know this code
reading-strange-code = This is neither the code of an Okienko slip nor of a city card. Nothing was kept.
headphones-plugged = Headphones are plugged in. This screen cannot read aloud yet.
sheet-where-depends = Which office depends on your address
sheet-where-ask = Call and ask which office is yours.
take-district = Which district do you live in?
take-district-why = It decides where to go. You need not answer.
take-district-none = I don't know or would rather not say
about-title = What do you want to ask about?
about-lead = Choose a topic and there will be fewer questions. You can check other topics later.
about-everything = Check everything
about-rest = Check other topics too

# counting an income together
count-with-me = Count with me
count-title = Let us count together
count-left-out = Not counted here:
count-so-far = So far
count-nothing = Nothing here yet.
count-sum = Together, a month: { $money }
count-done = That is all: { $money } a month
count-drop = Remove: { $what }, { $money }
count-add = Add money
count-kind = Where is it from?
count-month = Which month?
count-amount = How much after tax?
count-add-this = Add
count-year = the whole year { $year }
count-choose-kind = Choose where this money is from.

# talking through the screen
call-door = Talk through this screen
call-door-about = We connect you with an advisor. You speak to the screen; you need no telephone.
call-now = Talk now
call-title = Talking through this screen
call-lead = The advisor hears you and you hear the advisor. You do not see each other.
call-know = Before you begin
call-free = The call is free.
call-overheard = People nearby may hear what you say.
call-headphones-in = Headphones are plugged in.
call-headphones-out = You may plug in headphones: the socket is beside the screen.
call-may-wait = You may have to wait. We will tell you your place in the line.
call-not-recorded = Nobody records this call.
call-sees = What the advisor will see
call-sees-place = Which screen you are at, and its address.
call-sees-language = Which language you speak.
call-sees-answers = Your answers – only if you agree.
call-consent = Shall we show your answers to the advisor?
call-share-yes = Yes, show them and call
call-share-no = Do not show them, call
call-begin = Begin the call
call-otherwise = Another way to reach us
call-no-scripts = You cannot talk through this screen now. Please use the telephone numbers.
call-trouble-away = We cannot connect you now: this screen has lost its line to the center. Please call by telephone, or let us know that you are here.
call-trouble-closed = The line is closed now. See the telephone numbers, or let us know that you are here.
call-trouble-nobody = There is nobody at the line now who could answer. Please call by telephone, or let us know that you are here.
call-mic-refused = This screen may not use its microphone, so nobody would hear you. Please choose another way to reach us.
call-mic-missing = The microphone of this screen does not work, so nobody would hear you. Please choose another way to reach us.
call-stage-waiting = You are waiting to talk
call-stage-connecting = We are connecting you with an advisor
call-stage-talking = You are talking with an advisor
call-stage-held = The advisor will be right back
call-stage-ended = The call has ended
call-position = { $position ->
    [1] You are the next in line.
   *[other] Your place in the line: { $position }
}
call-range = { $low ->
    [0] The wait: about { $high } min at most.
   *[other] The wait: about { $low }–{ $high } min.
}
call-range-unknown = We do not know how long the wait will be.
call-your-language = Somebody will answer and speak English with you.
call-connecting = One moment. You will hear each other soon.
call-held = Your microphone is off for now. Please do not hang up.
call-shares = The advisor can see your answers.
call-shares-soon = The advisor who answers will see your answers.
call-shares-not = We could not show your answers. The advisor does not see them.
call-shares-nothing = The advisor does not see your answers.
call-away = This screen has lost its line to the center. We keep trying. If you do not hear each other, hang up and call by telephone.
call-lasts = Time of the call:
call-mute = Turn off my microphone
call-muted = The advisor does not hear you now.
call-quieter = Quieter
call-louder = Louder
call-hang-up = Hang up
call-stop-waiting = Stop waiting
call-look-meanwhile = Stay on the line and look around
call-ended-citizen = You are disconnected. The microphone is off.
call-ended-agent = The advisor ended the call. The microphone is off.
call-ended-silent = The connection was lost. The microphone is off.
call-ended-gone = The connection was lost. The microphone is off.
call-ended-other = The call is over. The microphone is off.
call-anew = Talk once more
call-to-home = Back to the start
call-bar = A call is going on
call-back-to = Back to the call

# what was agreed with the line, under its code
agreed-way = I have a code from a call
agreed-code-title = Type the code
agreed-code-lead = You will see what we agreed in the call: who, what, where and by when.
agreed-code-label = Code
agreed-code-hint = Eight characters, for example K7-42-MR-93. You may leave out dashes and spaces.
agreed-code-go = Show
agreed-code-keys = Keys for the code
agreed-none-title = No code?
agreed-none-about = The person on the line gives you the code at the end of the call, or it is in a text message. Call us and we will tell you what was agreed.
agreed-why-unfit = This does not look like a code. It has eight characters: a letter, three digits, two letters, two digits. Please check it.
agreed-why-unknown = We do not know this code. Check it character by character, or call us.
agreed-why-expired = This code no longer works, it was valid for 14 days. Call us and we will tell you what was agreed.
agreed-why-too-many-tries = Too many tries. Wait a quarter of an hour, or call us.
agreed-why-away = We cannot reach the city at the moment. Your code stays valid. Try again in a minute, or call us.
agreed-title = What we agreed
agreed-lead = Call of { $on }
agreed-due-by = By: { $due }
agreed-papers-bring = Bring with you:
agreed-foot = This is a note of the call, not a decision. It disappears from this screen when you finish.
agreed-disguised = The paper will name neither the matter nor the place. Print it only if paper is safe for you.
agreed-print = Print
agreed-other = Another code
agreed-paper-waiting = Your paper is waiting for the printer.
agreed-paper-printing = Your paper is being printed.
agreed-paper-confirmed = Your paper is printed. Please take it.
agreed-paper-failed = Your paper was not printed. What was agreed is on the screen.
agreed-paper-unknown = We do not know whether the paper came out. Do you have it?
agreed-paper-canceled = Printing was canceled.
agreed-paper-yes = Good. Do not leave the paper in the printer.
agreed-paper-no = We are sorry. What was agreed is on the screen.
agreed-paper-partly = Please take what came out. What was agreed is on the screen.
agreed-sheet-title = What we agreed
agreed-sheet-who = Who:
agreed-sheet-where = Where:
agreed-sheet-due = By:
agreed-sheet-papers = Bring with you:
agreed-sheet-in-polish = In Polish:
agreed-sheet-copy = Copy
agreed-sheet-foot = This is a note of the call, not a decision. · Okienko · Miasto Łódź

# a number for the desk
ticket-door = The desk in this place
ticket-door-about = There is a desk beside this screen. Take a number and wait until it is shown.
ticket-door-go = Take a number
ticket-show = Show my number
ticket-take-title = A number for the desk
ticket-waiting = { $count ->
    [0] Nobody is waiting now.
    [one] { $count } person is waiting now.
   *[other] { $count } people are waiting now.
 }
ticket-walk-in = Without an appointment
ticket-about = There is no name on the ticket. It shows the language you want to speak.
ticket-take = Take a number
ticket-booked = I have an appointment
ticket-code = Four digits of the appointment code
ticket-here = I am here
ticket-keys = Digits
ticket-title = Your number
ticket-number = Number
ticket-ahead = { $count ->
    [0] Nobody is before you.
    [one] Before you: { $count } person.
   *[other] Before you: { $count } people.
 }
ticket-watch = Watch the screen: it shows the number and the counter.
ticket-no-name = There is no name on this ticket.
ticket-why-none = There is no desk in this place.
ticket-why-closed = The desk is closed now.
ticket-why-away = There is no connection now. Please go to a clerk.
ticket-why-unknown = There is no appointment with this code today. Check the digits or take an ordinary number.
ticket-why-other-day = This appointment is on another day.
ticket-why-unfit = An appointment code has four digits.
ticket-paper-waiting = The ticket waits for the printer.
ticket-paper-printing = Printing the ticket.
ticket-paper-confirmed = The ticket is printed. Take it.
ticket-paper-failed = The ticket was not printed. Remember the number on the screen.
ticket-paper-unknown = We do not know whether the ticket came out. Remember the number on the screen.
ticket-paper-canceled = No paper. Remember the number on the screen.

# What becomes of the data
data-link = What happens to my data?
data-title = What happens to your data
data-more = Show everything
data-all-title = Your data: all the information
data-draft = The wording waits for the data protection officer to confirm it.
