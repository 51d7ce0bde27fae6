# Words both apps say. Polish is the source; the other files hold the same keys.

language-pl = Polski
language-plain = Prosty polski
language-uk = Українська
language-en = English

group-likely = Prawdopodobnie tak
group-open = Potrzebna jeszcze odpowiedź
group-ask = Może warto zapytać
group-no = Raczej nie
group-help = Pomoc dla każdego

verdict-eligible = Spełniasz warunki
verdict-likely = Prawdopodobnie tak, resztę oceni urząd
verdict-ask = Może warto zapytać: ocenia to urząd
verdict-unknown = Jeszcze nie wiemy
verdict-not_eligible = Raczej nie

outcome-yes = spełnione
outcome-no = niespełnione
outcome-unknown = jeszcze nie wiemy
outcome-assessed = oceni pracownik urzędu

amount-month = miesięcznie
amount-year = rocznie
amount-once = jednorazowo
amount-exact = { $amount }
amount-range = od { $low } do { $high }
amount-from = co najmniej { $low }
amount-up-to = do { $high }
amount-discretionary = Kwotę ustala pracownik urzędu

to-confirm = Te dane czekają na potwierdzenie w urzędzie.
not-announced = Kwota na ten dzień nie została jeszcze ogłoszona.
still-apply = To nie jest decyzja. I tak możesz złożyć wniosek. Urząd musi odpowiedzieć na piśmie.
draft-translation = Tłumaczenie robocze. Obowiązuje tekst polski.

reason-because = Dlaczego
legal-basis = Podstawa prawna
missing-title = Czego jeszcze nie wiemy

documents-title = Co przygotować
documents-none = Nie trzeba żadnych dokumentów.
holder-citizen = masz u siebie
holder-mops = wydaje pomoc społeczna
holder-css = wydaje Centrum Świadczeń Socjalnych
holder-pup = wydaje urząd pracy
holder-zus = wydaje ZUS
holder-court = wydaje sąd
holder-employer = wydaje pracodawca
holder-school = wydaje szkoła
holder-manager = wydaje zarządca budynku
holder-doctor = wydaje lekarz
holder-other = wydaje inny urząd

where-title = Dokąd iść
where-district = Zależy od dzielnicy, w której mieszkasz
opening-open = Otwarte do { $time }
opening-closed = Teraz zamknięte
opening-closed-next = Teraz zamknięte. Otwarcie: { $day }, { $time }
opening-always = Otwarte całą dobę
opening-last-client = Otwarte, przyjmują do { $time }
opening-then = Na miejscu około { $time }. { $said }
closed-then = Na miejscu około { $time }. Wtedy będzie zamknięte
closed-then-next = Na miejscu około { $time }. Wtedy będzie zamknięte. Otwarcie: { $day }, { $opens }
assignment-probable = Prawdopodobnie właściwe miejsce
assignment-ask_first = Najpierw zapytaj, czy to tutaj
need-step_free = wejście bez schodów
need-sign_language = tłumacz języka migowego
need-evening = godziny po 17
need-met-yes = jest
need-met-no = nie ma
need-met-unknown = nie wiemy, zapytaj
opening-unknown = Godziny niepewne: najpierw zadzwoń
phone-label = Telefon
distance-about = około { $meters } m stąd
address-label = Adres
map-reference = Pole na mapie: { $field }

district-baluty = Bałuty
district-gorna = Górna
district-polesie = Polesie
district-srodmiescie = Śródmieście
district-widzew = Widzew

apply-title = Jak złożyć wniosek
cost-title = Ile to kosztuje
channel-in_person = Osobiście
channel-online = Przez internet
channel-post = Pocztą
channel-phone = Telefonicznie
window-title = Termin
decision-title = Kiedy odpowiedź
appeal-title = Gdy się nie zgadzasz
helplines-title = Zadzwoń

person-self = Ty
person-partner = Partner lub partnerka
person-child = Dziecko
person-parent = Rodzic
person-other = Inna osoba
person-unknown = Osoba { $number }
person-numbered = { $role } ({ $number })
person-aged = { $role } ({ $age ->
    [one] { $age } rok
    [few] { $age } lata
   *[many] { $age } lat
})

answer-yes = Tak
answer-no = Nie
answer-dont_know = Nie wiem
answer-wont_say = Wolę nie mówić
answer-not_asked = jeszcze bez odpowiedzi
band-up-to = do { $high }
band-from = { $low } lub więcej
band-between = od { $low } do { $high }
band-exact = dokładnie { $low }

refused-unknown_fact = Tego pytania nie znamy.
refused-wrong_type = To nie jest liczba. Wpisz cyfry, na przykład 1250 albo 1250,50.
refused-out_of_range = Wpisz liczbę od { $low } do { $high }.
refused-not_a_choice = Wybierz jedną z odpowiedzi.
refused-other = Tej odpowiedzi nie umiemy przyjąć. Spróbuj inaczej.

hangs-on-it = { $services ->
    [one] Od tej odpowiedzi zależy { $services } świadczenie.
    [few] Od tej odpowiedzi zależą { $services } świadczenia.
   *[many] Od tej odpowiedzi zależy { $services } świadczeń.
}
hangs-on-money = { $services ->
    [one] Od tego zależy { $services } świadczenie, do { $money } miesięcznie.
    [few] Od tego zależą { $services } świadczenia, razem do { $money } miesięcznie.
   *[many] Od tego zależy { $services } świadczeń, razem do { $money } miesięcznie.
}
hangs-on-some-money = { $services ->
    [one] Od tego zależy { $services } świadczenie, w tym do { $money } miesięcznie.
    [few] Od tego zależą { $services } świadczenia. Niektóre dają razem do { $money } miesięcznie.
   *[many] Od tego zależy { $services } świadczeń. Niektóre dają razem do { $money } miesięcznie.
}
may-skip = Możesz pominąć to pytanie.
asked-exactly = Wcześniejsza odpowiedź: { $told }. Tutaj wynik zależy od dokładnej liczby.

quoted = „{ $name }”
only-one-person = Jedna osoba może mieć tylko jedno: to świadczenie albo { $others }.
only-one-household = W jednym gospodarstwie domowym można mieć tylko jedno: to świadczenie albo { $others }.
only-one-with = Dotyczy to także: { $others }.
only-one-this-pays-more = To świadczenie jest wyższe.
only-one-pays-more = Wyższe jest { $larger }.
only-one-ask = Zapytaj w urzędzie, co jest dla Ciebie lepsze.
counts-as-income = Pieniądze z: { $others } liczą się tutaj jako dochód. Jeśli je dostaniesz, kwota albo wynik mogą być inne.

nearest-money-over = Przy tych odpowiedziach próg to { $limit }; podana kwota jest o { $distance } wyższa.
nearest-money-under = Przy tych odpowiedziach próg to { $limit }; podana kwota jest o { $distance } niższa.
nearest-area-over = Przy tych odpowiedziach próg to { $limit }; podana powierzchnia jest o { $distance } większa.
nearest-area-under = Przy tych odpowiedziach próg to { $limit }; podana powierzchnia jest o { $distance } mniejsza.
nearest-int-over = Przy tych odpowiedziach próg to { $limit }; podana liczba jest o { $distance } większa.
nearest-int-under = Przy tych odpowiedziach próg to { $limit }; podana liczba jest o { $distance } mniejsza.
nearest-at-least = co najmniej { $distance }
nearest-answer = Zależy to od jednej odpowiedzi: „{ $question }”
nearest-age = { $who }: po ukończeniu { $age } lat wynik może być inny.
nearest-day-age = { $who }: po ukończeniu { $age } lat wynik może być inny, od dnia między { $first } a { $last }.
nearest-day-age-late = { $who }: po ukończeniu { $age } lat wynik może być inny, najwcześniej { $first }.
nearest-day-law = Od { $first } obowiązują inne kwoty i wynik może być inny.
nearest-not-announced = Kwot na czas od { $first } jeszcze nie ogłoszono.

map-here = Tu jesteś.
map-about = Położenie punktów jest przybliżone.
map-label = Mapa: { $places ->
    [one] jedno miejsce
    [few] { $places } miejsca
   *[many] { $places } miejsc
 }

classes-title = Najbliższe zajęcia
classes-left = Wolne miejsca: { $left }.
classes-full = Nie ma wolnych miejsc.
