language-pl = Polski
language-plain = Prosty polski
language-uk = Українська
language-en = English

group-likely = Likely yes
group-open = One more answer needed
group-ask = May be worth asking
group-no = Probably not
group-help = Help for everyone

verdict-eligible = You meet the conditions
verdict-likely = Likely yes; the office assesses the rest
verdict-ask = May be worth asking: the office assesses it
verdict-unknown = We do not know yet
verdict-not_eligible = Probably not

outcome-yes = met
outcome-no = not met
outcome-unknown = not known yet
outcome-assessed = an official will assess it

amount-month = a month
amount-year = a year
amount-once = once
amount-exact = { $amount }
amount-range = { $low } to { $high }
amount-from = at least { $low }
amount-up-to = up to { $high }
amount-discretionary = The office sets the amount

to-confirm = These details still have to be confirmed with the office.
not-announced = The figure for this day has not been announced yet.
still-apply = This is not a decision. You may still apply. The office must answer in writing.
draft-translation = Draft translation. The Polish text is the one that counts.

reason-because = Why
legal-basis = Legal basis
missing-title = What we do not know yet

documents-title = What to prepare
documents-none = No documents are needed.
holder-citizen = you have it
holder-mops = issued by social assistance
holder-css = issued by Centrum Świadczeń Socjalnych
holder-pup = issued by the labor office
holder-zus = issued by ZUS
holder-court = issued by the court
holder-employer = issued by the employer
holder-school = issued by the school
holder-manager = issued by the building manager
holder-doctor = issued by a doctor
holder-other = issued by another office

where-title = Where to go
where-district = It depends on the district you live in
opening-open = Open until { $time }
opening-closed = Closed now
opening-closed-next = Closed now. Opens { $day }, { $time }
opening-always = Open around the clock
opening-last-client = Open, people are let in until { $time }
opening-then = You get there about { $time }. { $said }
closed-then = You get there about { $time }. It will be closed then
closed-then-next = You get there about { $time }. It will be closed then. Opens { $day }, { $opens }
assignment-probable = Probably the right place
assignment-ask_first = Ask first whether it is here
need-step_free = step-free entrance
need-sign_language = sign language interpreter
need-evening = hours after 5 pm
need-met-yes = yes
need-met-no = no
need-met-unknown = we do not know, ask
opening-unknown = Hours uncertain: call first
phone-label = Phone
distance-about = about { $meters } m from here
address-label = Address
map-reference = Map field: { $field }

district-baluty = Bałuty
district-gorna = Górna
district-polesie = Polesie
district-srodmiescie = Śródmieście
district-widzew = Widzew

apply-title = How to apply
cost-title = What it costs
channel-in_person = In person
channel-online = Online
channel-post = By post
channel-phone = By phone
window-title = When
decision-title = When you get an answer
appeal-title = If you disagree
helplines-title = Call

person-self = You
person-partner = Partner
person-child = Child
person-parent = Parent
person-other = Another person
person-unknown = Person { $number }
person-numbered = { $role } ({ $number })
person-aged = { $role } ({ $age ->
    [one] { $age } year
   *[other] { $age } years
})

answer-yes = Yes
answer-no = No
answer-dont_know = I don't know
answer-wont_say = I'd rather not say
answer-not_asked = not answered yet
band-up-to = up to { $high }
band-from = { $low } or more
band-between = { $low } to { $high }
band-exact = exactly { $low }

refused-unknown_fact = We do not know this question.
refused-wrong_type = This is not a number. Type digits, for example 1250 or 1250.50.
refused-out_of_range = Type a number from { $low } to { $high }.
refused-not_a_choice = Choose one of the answers.
refused-other = We cannot take this answer. Please try another way.

hangs-on-it = { $services ->
    [one] { $services } benefit depends on this answer.
   *[other] { $services } benefits depend on this answer.
}
hangs-on-money = { $services ->
    [one] { $services } benefit depends on this, up to { $money } a month.
   *[other] { $services } benefits depend on this, together up to { $money } a month.
}
hangs-on-some-money = { $services ->
    [one] { $services } benefit depends on this, up to { $money } a month.
   *[other] { $services } benefits depend on this. Some of them pay together up to { $money } a month.
}
may-skip = You may skip this question.
asked-exactly = Your earlier answer: { $told }. Here the result depends on the exact number.

quoted = “{ $name }”
only-one-person = One person can have only one of these: this one or { $others }.
only-one-household = One household can have only one of these: this one or { $others }.
only-one-with = This is also about: { $others }.
only-one-this-pays-more = This one pays more.
only-one-pays-more = { $larger } pays more.
only-one-ask = Ask at the office which is better for you.
counts-as-income = Money from { $others } counts as income here. If you get it, the amount or the result may change.

nearest-money-over = With these answers the limit is { $limit }; the amount you gave is { $distance } above it.
nearest-money-under = With these answers the limit is { $limit }; the amount you gave is { $distance } below it.
nearest-area-over = With these answers the limit is { $limit }; the area you gave is { $distance } above it.
nearest-area-under = With these answers the limit is { $limit }; the area you gave is { $distance } below it.
nearest-int-over = With these answers the limit is { $limit }; the number you gave is { $distance } above it.
nearest-int-under = With these answers the limit is { $limit }; the number you gave is { $distance } below it.
nearest-at-least = at least { $distance }
nearest-answer = This depends on one answer: “{ $question }”
nearest-age = { $who }: the result may be different from the age of { $age }.
nearest-day-age = { $who }: the result may be different from the age of { $age }, from a day between { $first } and { $last }.
nearest-day-age-late = { $who }: the result may be different from the age of { $age }, not before { $first }.
nearest-day-law = From { $first } other amounts apply and the result may be different.
nearest-not-announced = The amounts from { $first } have not been announced yet.

map-here = You are here.
map-about = Positions are approximate.
map-label = Map: { $places ->
    [one] one place
   *[other] { $places } places
 }

classes-title = Coming classes
classes-left = Places left: { $left }.
classes-full = No places left.
