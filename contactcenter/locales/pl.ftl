# Słowa konsoli. Polski jest źródłem; uk.ftl i en.ftl mają te same klucze.
# „say-…” to zdania, które agent mówi rozmówcy: te są w języku rozmówcy.

product = Okienko · linia 800
skip-to-content = Przejdź do treści
signed-in-as = Zalogowana osoba:
tools-label = Narzędzia
sign-out = Wyloguj
doorbell-down = Łączę ponownie. Listy odświeżają się co 15 sekund.

sign-in-title = Zaloguj się
sign-in-name = Nazwa
sign-in-password = Hasło
sign-in-button = Zaloguj
sign-in-not-recognized = Nazwa lub hasło się nie zgadza. Spróbuj jeszcze raz.
sign-in-too-many-tries = Za dużo prób z tego miejsca. Odczekaj kwadrans albo poproś kierownika zmiany.
sign-in-ended = Sesja się skończyła. Odpowiedzi w otwartych sprawach są zapisane.

session-ends = Sesja skończy się o { $at }.
session-stay = Jestem, zostaję

home-title = Pulpit
slip-title = Sprawa z kartki
slip-digits = Numer z kartki
slip-digits-hint = Osiem cyfr. Odstępy nie przeszkadzają. Można zeskanować kod.
slip-find = Dalej: słowo
slip-misheard = W tym numerze jest pomyłka: cyfra kontrolna się nie zgadza.
slip-unknown_number = Takiego numeru nikt nie wydał. Najpewniej przesłyszana cyfra.
slip-not_arrived = Numer jest prawidłowy, ale kiosk jeszcze nie przesłał tej sprawy.
slip-wrong_word = Słowo nie pasuje do tego numeru.
slip-no_such_word = Takiego słowa nie ma na żadnej kartce. Ta próba się nie liczy.
slip-not_agreed = Najpierw zapytaj o zgodę i zaznacz ją.
slip-expired = Kartka straciła ważność: minęły 72 godziny. Odpowiedzi zostały zniszczone.
slip-closed = Ta sprawa jest już zamknięta. Odpowiedzi zostały zniszczone.
slip-too_many_tries = Za dużo prób. Ten numer można sprawdzić ponownie później.

word-title = Słowo z kartki
word-number = Numer
word-label = Słowo
word-hint = Wielkość liter i polskie znaki nie mają znaczenia.
word-agreed = Rozmówca zgadza się, żebym zobaczył(a) jego odpowiedzi.
word-open = Otwórz sprawę
word-other-number = Inny numer

say-cue = Powiedz
say-read-digits = Proszę przeczytać osiem cyfr z kartki.
say-ask-word = Proszę podać słowo wydrukowane pod numerem. Czy mogę zobaczyć odpowiedzi z kiosku?
say-slip-misheard = Proszę przeczytać cyfry jeszcze raz, powoli, jedna po drugiej.
say-slip-unknown_number = Nie znajduję tego numeru. Proszę przeczytać cyfry jeszcze raz, jedna po drugiej.
say-slip-not_arrived = Numer jest dobry, ale sprawa jeszcze do nas nie dotarła. Możemy zacząć od nowa albo proszę zadzwonić za kilka minut.
say-slip-wrong_word = To słowo nie pasuje. Proszę je przeliterować.
say-slip-no_such_word = Nie mam takiego słowa. Proszę je przeliterować.
say-slip-not_agreed = Czy zgadza się Pan lub Pani, żebym zobaczył odpowiedzi z kiosku? Bez zgody możemy porozmawiać od początku.
say-slip-expired = Kartka była ważna trzy dni i już wygasła. Możemy przejść przez pytania od nowa, zajmie to kilka minut.
say-slip-closed = Ta sprawa została już zakończona i odpowiedzi usunęliśmy. Możemy zacząć od nowa.
say-slip-too_many_tries = Ze względów bezpieczeństwa nie mogę teraz sprawdzić tego numeru. Możemy porozmawiać bez kartki.
say-done = Mam wszystko, czego potrzebuję. Powiem teraz, co się Panu lub Pani prawdopodobnie należy.
say-kiosk = Dzień dobry, tu linia pomocy społecznej. Ktoś przy okienku w Państwa budynku prosi o pomoc. { $spoken ->
    [uk] Ta osoba mówi po ukraińsku.
    [en] Ta osoba mówi po angielsku.
   *[pl] Ta osoba mówi po polsku.
} Czy ktoś może podejść?

mine-title = Moja otwarta sprawa
mine-since = otwarta o { $at }
mine-return = Wróć do sprawy
waiting-title = Proszą o pomoc przy kiosku
waiting-count = { $count ->
    [0] Nikt nie czeka.
    [one] Czeka { $count } osoba.
    [few] Czekają { $count } osoby.
   *[many] Czeka { $count } osób.
}
waiting-since = czeka od { $at }
waiting-claim = Przyjmij następną osobę
held-title = Przyjęte przeze mnie
held-since = od { $at }
held-return = Wróć
here-title = Kto jest na linii
here-you = (to ja)
here-free = wolny pulpit
here-busy = prowadzi sprawę
here-away = pulpit zamknięty
matter-closed = Sprawa zamknięta. Odpowiedzi zostały zniszczone.
matter-gone = Tej sprawy nie ma już w Twoich rękach: jest zamknięta albo przejął ją ktoś inny.
task-finished = Prośba o pomoc zakończona.
task-gone = Ta prośba jest już zakończona albo zajmuje się nią ktoś inny.
nobody-waits = Nikt już nie czeka. Ktoś był szybszy.

task-title = Pomoc przy kiosku
task-reach = Zadzwoń do tego punktu
task-no-point = Ten kiosk nie ma przypisanego punktu. Zapytaj kierownika zmiany.
task-finish-title = Jak się skończyło
task-choose = Zaznacz, jak się skończyło.
task-helped = Osoba otrzymała pomoc
task-staff_sent = Podejdzie ktoś z obsługi punktu
task-nobody_there = Nikogo już nie było
task-finish = Zakończ
task-later = Na pulpit, skończę później

matter-title = Sprawa z kartki
matter-made = kartka z godziny { $at }
matter-older = Kartka jest z innego dnia albo przepisy w systemie się zmieniły. Wyniki policzono na dzisiaj.
ask-sensitive = Pytanie delikatne. Zapytaj, czy rozmówca może mówić swobodnie.
ask-number = Odpowiedź liczbą
ask-save = Zapisz
ask-dont-know = Nie wie
ask-wont-say = Woli nie mówić
ask-leave = Zostaw, jak było
ask-done-title = Nie ma już pytań, które coś zmienią
unit-money = zł
unit-int = {""}
unit-area = m²
given-title = Odpowiedzi
given-none = Jeszcze nie ma odpowiedzi.
given-change = Zmień
results-title = Wyniki
results-summary = Prawdopodobnie tak: { $likely }. Brakuje odpowiedzi: { $open }. Raczej nie: { $no }.
results-district = Dzielnica rozmówcy
results-district-unknown = nie wiem
results-district-set = Ustaw
results-more = Szczegóły
results-chosen = wybrane na kartce
help-now-title = Pomoc teraz
help-now-hint = Rozwiń tylko, gdy rozmówca o to pyta albo coś Cię niepokoi.

close-title = Zakończenie
close-how = Jak się skończyło
close-note = Notatka
close-note-hint = Bez nazwisk, adresów i numerów.
close-button = Zamknij sprawę
close-shreds = Po zamknięciu odpowiedzi zostaną zniszczone. Zostaje wynik rozmowy i notatka.
close-choose = Zaznacz, jak się skończyło.
disposition-informed = Osoba wie, co jej przysługuje
disposition-directed = Skierowana do instytucji
disposition-needs_specialist = Potrzebny specjalista
disposition-caller_hung_up = Połączenie przerwane
disposition-wrong_number = Pomyłka

keys-link = Klawisze
keys-title = Klawisze
keys-how = Wszystko da się zrobić klawiaturą: Tab przechodzi dalej, Enter zatwierdza, spacja zaznacza i rozwija. Na skróty:
keys-alt = Skróty to lewy Alt i klawisz. Prawy Alt pisze polskie litery i niczego nie uruchamia.
keys-column-key = Klawisz
keys-column-what = Co robi
keys-slip = pulpit i pole numeru
keys-next = przyjmij następną osobę
keys-question = bieżące pytanie
keys-answers = odpowiedź o tym numerze
keys-dont-know = rozmówca nie wie
keys-wont-say = rozmówca woli nie mówić
keys-given = odpowiedzi do poprawienia
keys-results = wyniki
keys-help = pomoc teraz
keys-close = zakończenie
keys-keys = ta strona

error-title = Tego nie można pokazać
error-stale = Strona była otwarta za długo. Wróć na pulpit i spróbuj jeszcze raz.
error-refused = Ta prośba nie przyszła z naszej strony, więc jej nie wykonaliśmy.
error-missing = Nie ma takiej strony.
error-other = Coś się nie udało. To, co zapisane, jest bezpieczne. Spróbuj jeszcze raz.
error-home = Na pulpit

find-link = Szukaj
find-title = Znajdź świadczenie
find-label = O co pyta rozmówca?
find-hint = Własnymi słowami; polskie znaki i odmiana nie mają znaczenia. Tego, co wpiszesz, nigdzie nie zapisujemy przy osobie.
find-go = Szukaj
find-found = { $found ->
    [0] Tego tu nie ma
    [one] { $found } świadczenie
    [few] { $found } świadczenia
   *[many] { $found } świadczeń
}
find-not-here = Wskaż rozmówcy Łódzkie Centrum Kontaktu z Mieszkańcami, 42 638 44 44, albo zapytaj, co się stało, i zacznij sprawę od pytań.
find-crisis = Najpierw to: pomoc od zaraz
find-112 = W nagłym niebezpieczeństwie: 112.
find-more = Więcej
find-again = Szukaj dalej
events-title = Co się stało?
event-first = Zacznij tutaj
event-also = Sprawdź też
keys-find = szukanie świadczenia
rules-link = Zasady tej usługi
rules-title = Zasady

# Strony publiczne (/uslugi): czyta je każdy, bez logowania.
public-product = Okienko · usługi społeczne Łodzi
public-languages = Język
public-title = Świadczenia i pomoc w Łodzi
public-search-label = Czego szukasz albo co się stało?
public-search-hint = Własnymi słowami. Nikt nie zapisuje, kto o co pyta.
public-found = Wyniki wyszukiwania
public-nothing = Tego tu nie ma. Zadzwoń do Łódzkiego Centrum Kontaktu z Mieszkańcami: 42 638 44 44.
public-events = Co się stało?
public-all = Wszystkie usługi
public-first-door = Od czego zacząć
public-check-too = Sprawdź też
public-back = Wszystkie usługi
public-polish-name = Po polsku:
public-conditions = Dla kogo
public-amount = Ile
public-amount-depends = Kwota zależy od sytuacji. Policzysz ją w kiosku albo na linii 800, bez podawania nazwiska.
public-not-in-force = Dziś nie można już o to wystąpić albo nie znamy przepisów na dziś. Zapytaj w urzędzie.
public-checked = Dane sprawdzono: { $day }.
public-traces = Po tej stronie zostaje ślad w historii przeglądarki. Bezpieczniej czytać ją w oknie prywatnym albo na cudzym telefonie.
public-not-printed = Tej strony nie drukujemy. Informacje o usługach miasta: 42 638 44 44.
public-not-decision = To informacja, nie decyzja. Wniosek można złożyć zawsze, a urząd musi odpowiedzieć na piśmie.
public-lckm = Łódzkie Centrum Kontaktu z Mieszkańcami:
public-open-data = Otwarte dane (HSDS)
public-error-stale = Strona była otwarta za długo. Spróbuj jeszcze raz.
public-error-refused = Ta prośba nie przyszła z naszej strony, więc jej nie wykonaliśmy.
public-error-missing = Nie ma takiej strony.
public-error-other = Coś się nie udało. Spróbuj jeszcze raz.

refer-title = Skieruj sprawę
refer-link = Skieruj sprawę
refer-back = Wróć do sprawy
refer-sent = Już skierowano
refer-what = Co skierować?
refer-go = Wybierz miejsce
refer-others = Pozostałe usługi
refer-to = Skieruj: { $service }
refer-where = Dokąd?
refer-choose = Wybierz miejsce z listy.
refer-nowhere = Ta usługa nie ma jeszcze miejsca w katalogu.
refer-note = Notatka dla nas (bez danych osobowych)
refer-send = Skieruj
refer-other-service = Inna usługa
refer-confidential = Sprawa poufna
referral-made = Zapisano skierowanie.
referral-settled = Zapisano odpowiedź urzędu.
referral-settled-before = Wcześniej zapisano inną odpowiedź. Nic nie zmieniono.
referrals-title = Skierowania
referrals-link = Skierowania
referrals-open = Czekają na odpowiedź
referrals-none = Wszystkie skierowania mają odpowiedź.
referral-since = od { $at }
referral-outcome = Odpowiedź urzędu
referral-settle = Zapisz
outcome-open = czeka
outcome-accepted = przyjęto
outcome-sent_back = odesłano
sent-back-wrong_agency = nie ten urząd
sent-back-wrong_area = nie ten rejon
sent-back-closed = było zamknięte
sent-back-missing_papers = brakło dokumentów
sent-back-other = inny powód
reason-only_place = jedyne miejsce
reason-any_place = dowolne miejsce
reason-district = według dzielnicy
reason-area = według osiedla
reason-nearest = najbliżej domu
reason-no_address = bez adresu
reason-agents_choice = wybór doradcy
misrouted-title = Odesłane z urzędów, ostatnie { $days } dni
misrouted-service = Usługa
misrouted-settled = Odpowiedzi
misrouted-why = Dlaczego odesłano
misrouted-none = Nie ma jeszcze odpowiedzi z urzędów.
plan-title = Najmniej drzwi
plan-coordinator = Opiekun wszystkich spraw: { $agency }.
keys-refer = skierowanie sprawy
