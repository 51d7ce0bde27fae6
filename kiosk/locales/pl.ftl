# What the kiosk's screens say. Polish is the source; uk and en hold the same keys.

unconfirmed = do potwierdzenia
always-here = Zawsze pod ręką
language-short = Język
look-short = Wygląd
finish-short = Zakończ
back = Wstecz
done = Gotowe
see-more = Zobacz
change = Zmień
look-again = Sprawdź ponownie
to-start = Początek
keyboard = Klawiatura
number-pad = Klawisze z cyframi
erase = Usuń ostatni znak
space = spacja
comma = przecinek

attract-promise = Sprawdź, jaka pomoc Ci się należy i dokąd po nią iść. Bez nazwiska, bez logowania. Odpowiedzi znikają po wizycie.

language-title = Wybierz język
language-about = wszystko po polsku

home-title = W czym możemy pomóc?
door-check = Sprawdź, co Ci się należy
door-check-about = Kilka pytań, bez podawania nazwiska
door-results = Twoje wyniki
door-results-about = Co już wiemy i o co jeszcze warto zapytać
door-find = Znajdź świadczenie
door-find-about = Wpisz słowo albo wybierz temat
door-where = Dokąd iść
door-where-about = Adresy, godziny, telefony
door-talk = Porozmawiaj z nami
door-talk-about = Numery telefonów i rozmowa z człowiekiem
door-slip = Twój numer sprawy
door-slip-about = Zobacz jeszcze raz numer i hasło
door-help = Potrzebuję pomocy teraz
door-help-about = Nocleg, bezpieczne miejsce, rozmowa

events-title = Co się stało?
events-more = Inne sytuacje
event-first = Zacznij tutaj
event-also = Sprawdź też
event-ask = Zapytaj mnie o tę sprawę

forms-title = Co znaczą skróty

look-title = Jak ma wyglądać ekran?
look-sizes = Wielkość liter
size-normal = Zwykłe
size-large = Duże
size-largest = Największe
look-themes = Kolory
theme-light = Jasne
theme-dark = Ciemne
theme-contrast = Wysoki kontrast
look-reach = Położenie przycisków
reach-free = Na całym ekranie
reach-low = Nisko, w zasięgu z wózka

progress = Postęp
progress-known = Wiemy już o { $known } z { $all } świadczeń
answers = Odpowiedzi
not-sure = Gdy nie znasz odpowiedzi
type-number = Wpisz liczbę
exact-number = Albo wpisz dokładnie
this-number = To ta liczba
why-we-ask = Dlaczego pytamy?
why-sensitive = Nie musisz odpowiadać. Tej odpowiedzi nie czytamy na głos.
my-answers = Moje odpowiedzi
what-we-know = Co wiemy teraz
go-on-asking = Następne pytanie
answers-title = Twoje odpowiedzi
answers-none = Nie ma jeszcze żadnej odpowiedzi.

results-title = Co wiemy teraz
results-more = Pytania jeszcze się nie skończyły. Każda odpowiedź może coś zmienić.
results-all = To wszystko, o co mogliśmy zapytać.
take-title = Weź to ze sobą
my-slip = Twój numer sprawy
your-case = W Twojej sytuacji
what-title = Co to jest
who-title = Dla kogo
all-places = Wszystkie miejsca ({ $places })

other-places = Pozostałe miejsca ({ $places })
why-not = Zobacz, które i dlaczego

find-title = Znajdź świadczenie
find-label = Czego szukasz?
find-go = Szukaj
find-found = { $found ->
    [0] Nic nie znaleźliśmy
    [one] Znaleźliśmy { $found } świadczenie
    [few] Znaleźliśmy { $found } świadczenia
   *[many] Znaleźliśmy { $found } świadczeń
}
find-suggestions = Może tego szukasz?
find-suggested = Podpowiedzi: { $found }. Pierwsza: { $first }
find-not-here = Tego tu nie ma. Łódzkie Centrum Kontaktu z Mieszkańcami powie, dokąd pójść. Możesz też powiedzieć, co się stało: sprawdzimy, jaka pomoc jest dla Ciebie.
find-nothing = Spróbuj innego słowa albo wybierz temat poniżej.
find-topics = Wybierz temat
topic-money = Pieniądze na życie
topic-family = Rodzina i dzieci
topic-housing = Mieszkanie
topic-disability = Niepełnosprawność i opieka
topic-work = Praca
topic-school = Szkoła
topic-safety = Bezpieczeństwo i schronienie

where-choose = Z czym chcesz iść do urzędu?
where-to = Dokąd iść: { $service }
where-home-lead = Wybierz dzielnicę, a potem osiedle. Nie pytamy o adres.
where-home-short = Gdzie mieszkasz?
where-home-now = Mieszkasz: { $name }
where-home-say = Powiedz, gdzie mieszkasz
where-home-change = Zmień
where-district-which = Dzielnica
where-osiedle-which = Osiedle
where-landmark-which = Mieszkam blisko
where-other = Inna odpowiedź
where-no-address = Nie mam stałego adresu
where-here = Licz drogę od tego kiosku
where-wont-say = Wolę nie mówić
where-done = Pokaż miejsca
where-ask-first = Zanim pójdziesz, zadzwoń:
where-remote = Bez wychodzenia z domu
where-needs = Czego potrzebujesz na miejscu?
way-title = Twoja droga
way-lead = { $doors ->
    [one] Wszystko załatwisz pod jednym adresem.
    [few] Najmniej chodzenia: { $doors } adresy, w tej kolejności.
   *[many] Najmniej chodzenia: { $doors } adresów, w tej kolejności.
}
way-here = Tu załatwisz
way-same-building = W tym samym budynku
way-elsewhere = Bez adresu w kiosku, zapytaj w centrum kontaktu
way-coordinator = Twój opiekun: { $agency }. Poproś o jedną osobę, która poprowadzi wszystkie sprawy.
way-none = Nie ma tu jeszcze spraw z adresem.
way-link = Twoja droga
about-service = O tym świadczeniu

find-help-first = Najpierw to: pomoc od zaraz
help-title = Pomoc od zaraz
help-lead = Tu nikt nie pyta o dochód ani o meldunek. Wybierz, czego potrzebujesz.
help-112 = W nagłym niebezpieczeństwie zadzwoń pod numer 112.
hide-now = Ukryj teraz

talk-title = Porozmawiaj z nami
talk-lead = Zadzwoń albo daj znać, że tu jesteś.
talk-numbers = Numery telefonów
free-line = Bezpłatna linia 800
free-line-none = Numer jeszcze nieprzydzielony
tell-title = Daj znać, że tu jesteś
tell-about = Pracownik centrum zobaczy, przy którym ekranie stoisz i w jakim języku mówisz. Nic więcej.
tell-now = Powiedz, że tu jestem
tell-waiting = Zapisane. Czekamy na połączenie z centrum.
tell-delivered = Centrum już wie, że tu jesteś.
tell-answered = Ktoś z centrum już się tym zajmuje.
tell-closed = Zgłoszenie jest zamknięte. Jeśli nadal potrzebujesz rozmowy, zadzwoń.
tell-unknown = Nie wiemy, czy zgłoszenie dotarło. Zadzwoń.

child-line = Masz mniej niż 18 lat? Możesz porozmawiać bez rodziców i za darmo:

take-lead = Dostaniesz numer i hasło. Z nimi ktoś w urzędzie albo przez telefon zobaczy Twoje odpowiedzi i nie zapyta drugi raz.
take-choose = Co wydrukować na kartce?
take-private = Na kartce nie ma nazwiska ani Twoich odpowiedzi. Zapisane odpowiedzi otworzy tylko ktoś, komu podasz numer i hasło. Po 72 godzinach znikają.
take-print = Wydrukuj
take-code-only = Tylko numer, bez druku
take-no-number = Chwilowo nie mamy wolnych numerów. Spróbuj za minutę albo zadzwoń.

slip-title = Twój numer i hasło
slip-lead = Zapisz je, zrób zdjęcie albo weź kartkę.
slip-digits = Numer
slip-word = Hasło
slip-valid = Ważne 72 godziny.
slip-qr = Kod QR z numerem i hasłem
slip-how = Zadzwoń albo podejdź do okienka. Najpierw podaj numer. Hasło powiedz dopiero, gdy pracownik o nie zapyta.
paper-none = Bez kartki.
paper-waiting = Kartka czeka na drukarkę.
paper-printing = Drukujemy Twoją kartkę.
paper-confirmed = Kartka jest wydrukowana. Weź ją.
paper-failed = Kartka się nie wydrukowała. Numer i hasło są na ekranie.
paper-unknown = Nie wiemy, czy kartka wyszła. Czy ją masz?
paper-canceled = Druk został odwołany.
paper-yes = Dobrze. Nie zostawiaj kartki w drukarce.
paper-no = Szkoda. Numer i hasło są na ekranie.
paper-partly = Zabierz to, co wyszło. Numer i hasło są na ekranie.
came-out-yes = Tak, mam ją
came-out-no = Nie
came-out-partly = Tylko część
print-again = Wydrukuj jeszcze raz

finish-title = Kończysz?
finish-lead = Wszystko, co tu było powiedziane, zniknie z tego ekranu.
finish-slip = Zachowaj numer i hasło:
finish-go = Kończę
finish-now = Tak, kończę
finish-not-yet = Jeszcze nie
goodbye-title = Do widzenia
goodbye-lead = Twoje odpowiedzi zniknęły z tego ekranu. Jeśli masz kartkę, weź ją ze sobą.
wiped-title = Odpowiedzi zostały usunięte
wiped-lead = Nikt nie dotykał ekranu, więc wszystko zniknęło. Możesz zacząć od nowa.
still-there-title = Jesteś tu jeszcze?
still-there-lead = { $seconds ->
    [one] Za { $seconds } sekundę usuniemy Twoje odpowiedzi, żeby nikt ich nie zobaczył.
    [few] Za { $seconds } sekundy usuniemy Twoje odpowiedzi, żeby nikt ich nie zobaczył.
   *[many] Za { $seconds } sekund usuniemy Twoje odpowiedzi, żeby nikt ich nie zobaczył.
}
still-there-yes = Tak, jestem
still-there-no = Kończę

error-400 = Tego nie umiemy odczytać
error-403 = Tu nie można wejść
error-404 = Nie ma takiej strony
error-405 = Nie ma takiej strony
error-413 = To za długie
error-500 = Coś się zepsuło
error-lead = Nic, co tu było powiedziane, nie przepadło. Wróć i spróbuj jeszcze raz.

sheet-title = Twoja kartka z Okienka
sheet-copy = Kopia
sheet-copy-void = Wcześniejsza kartka jest już nieważna.
sheet-slip = Twój numer sprawy
sheet-word = Hasło:
sheet-slip-use = Zadzwoń albo podejdź do okienka i podaj numer. Hasło powiedz, gdy pracownik o nie zapyta. Ważne 72 godziny.
sheet-qr-alt = Kod QR z numerem i hasłem
sheet-in-polish = Po polsku:
sheet-to-confirm = Do potwierdzenia w urzędzie
sheet-why = Dlaczego
sheet-documents = Weź ze sobą
sheet-where = Gdzie i kiedy
sheet-how = Jak złożyć wniosek
sheet-not-a-decision = To nie jest decyzja.
sheet-may-apply = Wniosek możesz złożyć zawsze, także gdy wynik brzmi „nie”. Urząd musi odpowiedzieć na piśmie, a od jego decyzji możesz się odwołać.
sheet-footer = Okienko · Miasto Łódź

reading-way = Mam już kartkę z Okienka albo kartę miejską
reading-title = Pokaż kartkę lub kartę
reading-lead = Przyłóż do czytnika kod z kartki albo kartę miejską.
reading-nothing = Czytnik nic nie odczytał w ostatnich sekundach.
reading-again = Sprawdź jeszcze raz
reading-slip-title = To kartka z Okienka
reading-slip-number = Numer na kartce
reading-slip-lead = Ten ekran nie może jej otworzyć. Odpowiedzi są zaszyfrowane, otworzyć może je tylko pracownik miasta.
reading-slip-how = Zadzwoń albo podejdź do okienka. Podaj ten numer. Hasło powiedz dopiero, gdy pracownik o nie zapyta.
reading-card-kind = Rozpoznaliśmy rodzaj karty po jej numerze. Nie sprawdzamy, czyja jest, i nie zapisujemy numeru.
reading-card-demo = Karta pokazowa
reading-card-services = Co daje ta karta
reading-card-no-services = Uprawnień tej karty jeszcze tu nie opisaliśmy. Zapytaj o nie tutaj:
reading-card-ask = Gdzie zapytać
reading-strange-card-title = Nie znamy tej karty
reading-strange-card = Nie wiemy, co to za karta. Niczego nie zapisaliśmy.
reading-strange-code-title = Nie znamy tego kodu
reading-strange-code = To nie jest kod z kartki Okienka ani z karty miejskiej. Niczego nie zapisaliśmy.
headphones-plugged = Słuchawki są podłączone. Ten ekran nie umie jeszcze czytać na głos.
sheet-where-depends = Który punkt, zależy od Twojego adresu
sheet-where-ask = Zadzwoń i zapytaj, który punkt jest Twój.
take-district = W której dzielnicy mieszkasz?
take-district-why = Od tego zależy, dokąd iść. Możesz nie odpowiadać.
take-district-none = Nie wiem albo wolę nie mówić
about-title = O co chcesz zapytać?
about-lead = Wybierz temat, wtedy pytań będzie mniej. Inne tematy możesz sprawdzić potem.
about-everything = Sprawdź wszystko
about-rest = Sprawdź też inne tematy

# counting an income together
count-with-me = Policz ze mną
count-title = Policzmy razem
count-left-out = Tu nie liczymy:
count-so-far = Do tej pory
count-nothing = Jeszcze nic tu nie ma.
count-sum = Razem na miesiąc: { $money }
count-done = To wszystko: { $money } na miesiąc
count-drop = Usuń: { $what }, { $money }
count-add = Dodaj pieniądze
count-kind = Skąd są?
count-month = Z którego miesiąca?
count-amount = Ile na rękę?
count-add-this = Dodaj
count-year = cały rok { $year }
count-choose-kind = Wybierz, skąd są te pieniądze.

# talking through the screen
call-door = Porozmawiaj przez ten ekran
call-door-about = Połączymy Cię z konsultantem. Mówisz do ekranu, nie potrzebujesz telefonu.
call-now = Porozmawiaj teraz
call-title = Rozmowa przez ten ekran
call-lead = Konsultant Cię usłyszy, a Ty usłyszysz jego. Nie widzicie się.
call-know = Zanim zaczniesz
call-free = Rozmowa jest bezpłatna.
call-overheard = Inni obok mogą słyszeć, co mówicie.
call-headphones-in = Słuchawki są podłączone.
call-headphones-out = Możesz podłączyć słuchawki: gniazdo jest przy ekranie.
call-may-wait = Możliwe, że trzeba będzie poczekać. Powiemy, która to kolejność.
call-not-recorded = Nikt tej rozmowy nie nagrywa.
call-sees = Co zobaczy konsultant
call-sees-place = Przy którym ekranie stoisz i pod jakim adresem.
call-sees-language = W jakim języku rozmawiasz.
call-sees-answers = Twoje odpowiedzi – tylko jeśli się zgodzisz.
call-consent = Czy pokazać konsultantowi Twoje odpowiedzi?
call-share-yes = Tak, pokaż i zadzwoń
call-share-no = Nie pokazuj, zadzwoń
call-begin = Zacznij rozmowę
call-otherwise = Inny sposób kontaktu
call-no-scripts = Na tym ekranie nie da się teraz rozmawiać. Skorzystaj z numerów telefonów.
call-trouble-away = Teraz nie możemy Cię połączyć, bo ekran stracił łączność z centrum. Zadzwoń z telefonu albo daj znać, że tu jesteś.
call-trouble-closed = Linia jest teraz zamknięta. Zobacz numery telefonów albo daj znać, że tu jesteś.
call-trouble-nobody = Przy linii nie ma teraz nikogo, kto mógłby odebrać. Zadzwoń z telefonu albo daj znać, że tu jesteś.
call-mic-refused = Ekran nie ma zgody na użycie mikrofonu, więc nikt by Cię nie usłyszał. Skorzystaj z innego sposobu kontaktu.
call-mic-missing = Mikrofon tego ekranu nie działa, więc nikt by Cię nie usłyszał. Skorzystaj z innego sposobu kontaktu.
call-stage-waiting = Czekasz na rozmowę
call-stage-connecting = Łączymy Cię z konsultantem
call-stage-talking = Rozmawiasz z konsultantem
call-stage-held = Konsultant zaraz wróci
call-stage-ended = Rozmowa zakończona
call-position = { $position ->
    [1] Jesteś następną osobą w kolejce.
   *[other] Twoje miejsce w kolejce: { $position }
}
call-range = { $low ->
    [0] Czas oczekiwania: najwyżej około { $high } min.
   *[other] Czas oczekiwania: około { $low }–{ $high } min.
}
call-range-unknown = Nie wiemy, ile potrwa czekanie.
call-your-language = Ktoś odbierze i porozmawia z Tobą po polsku.
call-connecting = Jeszcze chwila. Zaraz się usłyszycie.
call-held = Twój mikrofon jest teraz wyłączony. Nie rozłączaj się.
call-shares = Konsultant widzi Twoje odpowiedzi.
call-shares-soon = Konsultant, który odbierze, zobaczy Twoje odpowiedzi.
call-shares-not = Nie udało się pokazać Twoich odpowiedzi. Konsultant ich nie widzi.
call-shares-nothing = Konsultant nie widzi Twoich odpowiedzi.
call-away = Ekran stracił łączność z centrum. Próbujemy dalej. Jeśli się nie słyszycie, rozłącz się i zadzwoń z telefonu.
call-lasts = Czas rozmowy:
call-mute = Wyłącz mój mikrofon
call-muted = Konsultant Cię teraz nie słyszy.
call-quieter = Ciszej
call-louder = Głośniej
call-hang-up = Rozłącz się
call-stop-waiting = Nie czekam dłużej
call-look-meanwhile = Zostań na linii i przeglądaj
call-ended-citizen = Połączenie jest przerwane. Mikrofon jest wyłączony.
call-ended-agent = Konsultant zakończył rozmowę. Mikrofon jest wyłączony.
call-ended-silent = Połączenie się zerwało. Mikrofon jest wyłączony.
call-ended-gone = Połączenie się zerwało. Mikrofon jest wyłączony.
call-ended-other = Połączenie się skończyło. Mikrofon jest wyłączony.
call-anew = Porozmawiaj jeszcze raz
call-to-home = Wróć na początek
call-bar = Trwająca rozmowa
call-back-to = Wróć do rozmowy

# what was agreed with the line, under its code
agreed-way = Mam kod ustaleń
agreed-code-title = Wpisz kod ustaleń
agreed-code-lead = Zobaczysz, co ustaliliśmy w rozmowie: kto, co, gdzie i do kiedy.
agreed-code-label = Kod
agreed-code-hint = Osiem znaków, na przykład K7-42-MR-93. Kreski i spacje możesz pominąć.
agreed-code-go = Pokaż
agreed-code-keys = Klawisze do kodu
agreed-none-title = Nie masz kodu?
agreed-none-about = Kod podaje konsultant na koniec rozmowy albo w SMS-ie. Zadzwoń do nas, powiemy, co było ustalone.
agreed-why-unfit = To nie wygląda na kod. Ma osiem znaków: litera, trzy cyfry, dwie litery, dwie cyfry. Sprawdź i popraw.
agreed-why-unknown = Nie znamy takiego kodu. Sprawdź go znak po znaku albo zadzwoń do nas.
agreed-why-expired = Ten kod już nie działa, był ważny 14 dni. Zadzwoń do nas, powiemy, co było ustalone.
agreed-why-too-many-tries = Za dużo prób. Odczekaj kwadrans albo zadzwoń do nas.
agreed-why-away = Nie możemy teraz połączyć się z miastem. Kod jest dobry dalej. Spróbuj za chwilę albo zadzwoń do nas.
agreed-title = Co ustaliliśmy
agreed-lead = Rozmowa z dnia: { $on }
agreed-due-by = Do kiedy: { $due }
agreed-papers-bring = Weź ze sobą:
agreed-foot = To notatka z rozmowy, nie decyzja. Gdy skończysz, zniknie z tego ekranu.
agreed-disguised = Na kartce nie będzie nazwy sprawy ani miejsca. Drukuj tylko wtedy, gdy papier jest dla Ciebie bezpieczny.
agreed-print = Wydrukuj
agreed-other = Inny kod
agreed-paper-waiting = Kartka czeka na drukarkę.
agreed-paper-printing = Drukujemy Twoją kartkę.
agreed-paper-confirmed = Kartka jest wydrukowana. Weź ją.
agreed-paper-failed = Kartka się nie wydrukowała. Ustalenia są na ekranie.
agreed-paper-unknown = Nie wiemy, czy kartka wyszła. Czy ją masz?
agreed-paper-canceled = Druk został odwołany.
agreed-paper-yes = Dobrze. Nie zostawiaj kartki w drukarce.
agreed-paper-no = Szkoda. Ustalenia są na ekranie.
agreed-paper-partly = Zabierz to, co wyszło. Ustalenia są na ekranie.
agreed-sheet-title = Co ustaliliśmy
agreed-sheet-who = Kto:
agreed-sheet-where = Gdzie:
agreed-sheet-due = Do kiedy:
agreed-sheet-papers = Weź ze sobą:
agreed-sheet-in-polish = Po polsku:
agreed-sheet-copy = Kopia
agreed-sheet-foot = To notatka z rozmowy, nie decyzja. · Okienko · Miasto Łódź

# a number for the desk
ticket-door = Okienko na miejscu
ticket-door-about = Obok pracuje okienko. Weź numerek i poczekaj, aż pojawi się na ekranie.
ticket-door-go = Weź numerek
ticket-show = Pokaż mój numerek
ticket-take-title = Numerek do okienka
ticket-waiting = { $count ->
    [0] Nikt teraz nie czeka.
    [one] Czeka teraz { $count } osoba.
    [few] Czekają teraz { $count } osoby.
   *[other] Czeka teraz { $count } osób.
 }
ticket-walk-in = Bez umówionej wizyty
ticket-about = Na numerku nie ma nazwiska. Jest na nim język, w którym chcesz rozmawiać.
ticket-take = Weź numerek
ticket-booked = Mam umówioną wizytę
ticket-code = Cztery cyfry kodu wizyty
ticket-here = Jestem
ticket-keys = Cyfry
ticket-title = Twój numerek
ticket-number = Numer
ticket-ahead = { $count ->
    [0] Przed Tobą nie ma nikogo.
    [one] Przed Tobą: { $count } osoba.
    [few] Przed Tobą: { $count } osoby.
   *[other] Przed Tobą: { $count } osób.
 }
ticket-watch = Patrz na ekran: pokaże numer i stanowisko.
ticket-no-name = Na numerku nie ma nazwiska.
ticket-why-none = W tym miejscu nie ma okienka.
ticket-why-closed = Okienko jest teraz zamknięte.
ticket-why-away = Nie ma teraz łączności. Podejdź do pracownika.
ticket-why-unknown = Na dziś nie ma wizyty z takim kodem. Sprawdź cyfry albo weź zwykły numerek.
ticket-why-other-day = Ta wizyta jest innego dnia.
ticket-why-unfit = Kod wizyty ma cztery cyfry.
ticket-paper-waiting = Numerek czeka na drukarkę.
ticket-paper-printing = Drukujemy numerek.
ticket-paper-confirmed = Numerek jest wydrukowany. Weź go.
ticket-paper-failed = Numerek się nie wydrukował. Zapamiętaj numer z ekranu.
ticket-paper-unknown = Nie wiemy, czy numerek wyszedł. Zapamiętaj numer z ekranu.
ticket-paper-canceled = Bez wydruku. Zapamiętaj numer z ekranu.

# What becomes of the data
data-link = Co z moimi danymi?
data-title = Co z Twoimi danymi
data-more = Pokaż wszystko
data-all-title = Twoje dane: wszystkie informacje
data-draft = Treść czeka na potwierdzenie inspektora ochrony danych.
