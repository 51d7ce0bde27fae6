# The telephone above every page, a call's page, passing on, lists. A draft translation.
phone-title = Telephone
phone-be-ready = Ready
phone-away = Pause
phone-no-such-thing = There is no such button. Reload the page.
phone-decline-why = Why not now?
phone-news-offer = Somebody is calling you.
phone-news-wrap = The call is over. Write down how it ended.
phone-nobody = Nobody is calling. You will hear it when somebody does.
phone-not-ready = Nobody rings at yours until you say you are ready.
phone-off-line = You are off the line. Say you are ready once the telephone is connected.
phone-rings-call = Phone call
phone-rings-kiosk-call = Call from a kiosk
phone-rings-callback = Time to call back
phone-rings-help = Request for help
phone-rings-ticket = Ticket
phone-rings-voicemail = Voice message
phone-urgent = Urgent
phone-quiet = Cannot speak
phone-waited = Waiting
phone-answer = Answer
phone-decline = Not now
phone-asked = { $name } asks you into a call
phone-call-menu = In the menu
phone-call-waiting = In line
phone-call-dialing = Dialing
phone-call-connecting = Connecting
phone-call-talking = Talking
phone-call-held = On hold
phone-call-message = Leaving a message
phone-call-ended = Over
phone-wrap = To write up
phone-write-up = Write it up
phone-outside = Number outside
phone-ringing-there = still ringing
phone-nobody-hears = The sound does not go both ways. Say “hello”, check the microphone and headphones, or reload the page: the call goes on.
phone-sound-good = The sound goes both ways
phone-meter-me = Your microphone
phone-meter-them = The caller
phone-hold = Hold
phone-resume = Resume
phone-mute = Mute
phone-unmute = Unmute
phone-pass-on = Pass on
phone-hang-up = Hang up
phone-mic-asked = The telephone needs the microphone.
phone-mic-denied = The browser does not allow the microphone.
phone-mic-missing = No microphone found.
phone-mic-open = Allow the microphone
phone-guest = You are talking with { $name }
phone-guest-leave = Leave the call
phone-line-none = Telephone not connected
phone-line-registered = Telephone connected
phone-line-connecting = Connecting the telephone…
phone-line-error = The telephone lost its connection.
phone-line-help = Click the padlock beside the page's address, allow the microphone and reload the page. Check that the headphones are plugged in.
phone-line-elsewhere = The telephone is in another tab of this browser.
phone-line-again = Connect again
phone-ring-aloud = Ring aloud

calls-refused-gone = This call is no longer there: the caller hung up, or somebody else took it.
calls-refused-not-yours = Somebody else has this call.
calls-refused-not-now = This cannot be done now. Wait until the call is connected.
calls-refused-cannot = A call from a kiosk cannot do this: it goes through the browser and has two sides only. Nobody can listen in or join as a third.
calls-refused-bad-number = This is no telephone number. Type nine digits.
calls-refused-no-number = We do not know this person's number.
calls-refused-not-ready = This person cannot answer now. Choose somebody else.
calls-refused-not-allowed = You are not allowed to do this.
calls-refused-no-telephone = The line has no telephone provider now.
calls-refused-over-budget = Today's number of calls of ours is used up. Nobody has lost their place: we call back as soon as we may again.
calls-refused-choose = Say how the call ended.

call-title = Call
call-title-over = Call ended
call-kiosk = Kiosk
call-hidden-number = Number withheld
call-recorded = Recorded
call-brief-from = Passed on by { $name }
call-begin-title = Where to begin
say-ask-slip = Do you have a slip from a kiosk? Please read me its eight digits and the word under them. May I see your answers from the kiosk?
call-no-slip-title = Without a slip
call-no-slip-hint = The same questions as at the kiosk. The answers go when you close the matter, after three days at the latest.
call-no-slip-go = Begin the questions
call-find = Search the catalog
call-matter-begun = The matter is open. The first question waits.
call-slip-opened = The slip's matter is open beside the call.
call-same-person = Confirmed: it is the same person.
call-wrapped = The call is written up.
call-passed-on = The call is back in line, at its old place.
call-handed-over = Your colleague has taken the call over.

call-agreement = Agreement
call-agreement-open = Open the agreement
call-slip-keyed = Number keyed in the menu
call-cards = Cards: suicide, violence, harm to a child

caller-title = Who is calling
caller-first-time = Nobody has called from this number before.
caller-unknown = We do not know the number. Ask whether they have been in touch before.
caller-maybe = { $times ->
    [one] This number has called once before, at { $at }. Maybe it is the same person.
   *[other] This number has called { $times } times before, last at { $at }. Maybe it is the same person.
}
caller-same = It is the same person
say-same-person = Have we spoken about this before?

history-talk = Call
history-missed = Missed call
history-matter-open = Matter open
history-matter-closed = Matter closed
history-matter-expired = Matter expired
history-agreement = Agreement, { $count ->
    [0] all settled
    [one] one waits
   *[other] { $count } wait
}
history-referral-open = Referral waits for an answer
history-referral-accepted = Referral accepted
history-referral-sent-back = Referral sent back
history-message-in = Text message from them
history-message-out = Text message from us

quiet-title = They cannot speak: ask so that a key is enough
quiet-ask-by-key = Ask for an answer by key
quiet-ask-hint = Ask your question first. The caller then hears: Yes: one. No: two. After the answer, or a few seconds, they are back in the talk.
quiet-none = No key pressed yet.
quiet-just-now = now
quiet-yes = Yes (1)
quiet-no = No (2)
say-quiet-ask = You need not speak. Please answer my questions with a key: 1 means yes, 2 means no.

keypad-title = Telephone keypad
keypad-hint = The other side hears the digits, an office's menu for example.

note-title = Note and end
note-label = Note
note-kept = It saves itself. It outlives a reload.
note-writing = Writing…
note-saved = Saved at { $at }
note-failed = Not saved on the server yet. The note is in this tab; I go on trying.
note-none = No note.
wrap-about = What it was about
wrap-about-nothing = Nothing chosen
wrap-close-matter = The matter is finished too: destroy the answers
wrap-finish = Save and finish
wrap-later = You finish after hanging up. You can write the note already.
disposition-other = Settled

pass-title = Pass the call on
pass-back = Back to the call
pass-choose = Choose to whom.
pass-brief-missing = Write in one sentence what it is about: it stays if the call drops.
pass-colleagues = To one of us
pass-no-colleagues = Nobody else is on the line now.
pass-agencies = To an agency
pass-number = Another number
pass-line = Back in line
pass-line-hint = The caller keeps their place and waits for somebody who knows the matter or the language.
pass-language = Somebody who speaks { $spoken }
pass-kiosk-outside = A call from a kiosk does not connect to a phone number. Give the caller that number, or give the call back to the line.
pass-kiosk-hand-over = In a call from a kiosk you cannot speak with one of us first. Write what it is about instead and pass it on at once: they read it before they take the call over. You stay with the caller until then; they have 20 seconds to decide.
pass-brief = What it is about
pass-brief-hint = Whoever answers reads this. Nothing personal that is not needed.
pass-warm = Speak with them first
pass-warm-hint = “Speak with them first”: the caller waits, you say what it is about, then you connect them. “At once”: you stay until somebody answers.
pass-cold = Pass on at once
pass-add = Add to the call
pass-stage-ringing = Ringing the person you chose
pass-stage-there = Connected
pass-stage-nobody = Nobody answered
pass-stage-theirs = Your colleague has taken the call over.
pass-stage-over = The call is over.
pass-nobody-now = The call is still yours. If the caller waits with music, go back to them.
pass-theirs-now = There is nothing more for you to do.
pass-again = Choose somebody else
pass-warm-now = The caller waits with music. Say what it is about and connect them.
pass-cold-now = When somebody answers you leave the call.
pass-complete = Connect them and leave
pass-cancel = Back to the caller

calls-link = Calls
calls-lists = Lists of calls
calls-title-recent = My calls
calls-title-missed = Missed
calls-title-callbacks = To call back
calls-title-voicemails = Voice messages
calls-none-recent = You have no calls yet.
calls-none-missed = Nobody waits after a missed call.
calls-none-callbacks = Nobody waits to be called back.
calls-none-voicemails = No messages.
calls-pick-all = Choose all
calls-when = When
calls-who = Who
calls-about = About
calls-more = Next
calls-no-subject = not known
calls-look = Look
callbacks-next = Call the next person
callbacks-not-before = Not before { $at }
callbacks-not-before-day = Not before { $on }, { $at }
missed-call-back = We will call the chosen back
missed-put-aside = Put the chosen aside
missed-done = Put aside.
missed-promised = The chosen now wait to be called back.
missed-none-chosen = Nothing was chosen.
voicemail-sound = Message, { $seconds } s
voicemail-settle = Settled, delete
voicemail-call-back = Call back
voicemail-promised = This person waits for our call now.
voicemail-heard = Heard
voicemail-coming = The recording is on its way, usually within seconds.
voicemail-lost = The recording could not be fetched. If there is a number, you can call back.
voicemail-done = The message is deleted.
voicemail-no-transcript = Messages are not turned into text. Once settled, the sound is gone for good.

glance-title = The line
glance-waiting = { $count ->
    [0] Nobody waits to talk.
    [one] One person waits to talk.
   *[other] { $count } people wait to talk.
}
glance-callbacks = To call back
glance-missed = Missed
glance-voicemails = Messages
glance-unwritten = Mine to write up

keys-answer = Answer
keys-decline = Not now: reasons
keys-ready = Ready
keys-away = Pause: reasons
keys-call = The call's page
keys-hold = Hold or resume
keys-mute = Mute or unmute
keys-pass = Pass the call on
keys-hang-up = Hang up
keys-note = The note, or the brief when passing on
keys-keypad = Telephone keypad
keys-calls = Lists of calls
keys-same = It is the same person
