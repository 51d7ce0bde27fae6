# Telefon nad każdą stroną, strona rozmowy, przekazywanie, listy.
phone-title = Telefon
phone-be-ready = Gotowość
phone-away = Przerwa
phone-no-such-thing = Tego przycisku nie ma. Odśwież stronę.
phone-decline-why = Dlaczego nie teraz?
phone-news-offer = Ktoś dzwoni do Ciebie.
phone-news-wrap = Rozmowa skończona. Zapisz, czym się skończyła.
phone-nobody = Nikt nie dzwoni. Gdy zadzwoni, usłyszysz sygnał.
phone-not-ready = Nie dzwonimy do Ciebie, dopóki nie zgłosisz gotowości.
phone-off-line = Jesteś poza linią. Zgłoś gotowość, gdy telefon jest połączony.
phone-rings-call = Dzwoni telefon
phone-rings-kiosk-call = Dzwoni kiosk
phone-rings-callback = Pora oddzwonić
phone-rings-help = Prośba o pomoc
phone-rings-ticket = Numerek
phone-rings-voicemail = Wiadomość głosowa
phone-urgent = Pilne
phone-quiet = Nie może mówić
phone-waited = Czeka
phone-answer = Odbierz
phone-decline = Nie teraz
phone-asked = Prosi Cię do rozmowy: { $name }
phone-call-menu = W menu
phone-call-waiting = W kolejce
phone-call-dialing = Dzwonię
phone-call-connecting = Łączę
phone-call-talking = Rozmowa
phone-call-held = Wstrzymana
phone-call-message = Nagrywa wiadomość
phone-call-ended = Zakończona
phone-wrap = Do zapisania
phone-write-up = Zapisz rozmowę
phone-outside = Numer z zewnątrz
phone-ringing-there = jeszcze dzwoni
phone-nobody-hears = Dźwięk nie dochodzi w obie strony. Powiedz „halo”, sprawdź mikrofon i słuchawki albo odśwież stronę: rozmowa trwa dalej.
phone-sound-good = Dźwięk dochodzi w obie strony
phone-meter-me = Twój mikrofon
phone-meter-them = Rozmówca
phone-hold = Wstrzymaj
phone-resume = Wróć
phone-mute = Wycisz
phone-unmute = Włącz mikrofon
phone-pass-on = Przekaż
phone-hang-up = Rozłącz
phone-mic-asked = Telefon potrzebuje mikrofonu.
phone-mic-denied = Przeglądarka nie pozwala na mikrofon.
phone-mic-missing = Nie widzę mikrofonu.
phone-mic-open = Pozwól na mikrofon
phone-guest = Rozmawiasz z: { $name }
phone-guest-leave = Wyjdź z rozmowy
phone-line-none = Telefon niepołączony
phone-line-registered = Telefon połączony
phone-line-connecting = Łączę telefon…
phone-line-error = Telefon stracił połączenie.
phone-line-help = Kliknij znak kłódki przy adresie strony, zezwól na mikrofon i odśwież stronę. Sprawdź, czy słuchawki są podłączone.
phone-line-elsewhere = Telefon działa w innej karcie przeglądarki.
phone-line-again = Połącz ponownie
phone-ring-aloud = Dzwoń głośno

calls-refused-gone = Tej rozmowy już nie ma: rozmówca się rozłączył albo ktoś inny odebrał.
calls-refused-not-yours = Tę rozmowę prowadzi ktoś inny.
calls-refused-not-now = Teraz nie można tego zrobić. Poczekaj, aż rozmowa się połączy.
calls-refused-cannot = Tak się nie da z rozmową z kiosku: przechodzi przez przeglądarkę i ma tylko dwie strony. Nie można w niej słuchać ani dołączyć kogoś trzeciego.
calls-refused-bad-number = To nie jest numer telefonu. Wpisz dziewięć cyfr.
calls-refused-no-number = Nie znamy numeru tej osoby.
calls-refused-not-ready = Ta osoba nie może teraz odebrać. Wybierz kogoś innego.
calls-refused-not-allowed = Nie masz do tego uprawnień.
calls-refused-no-telephone = Linia nie ma teraz operatora telefonu.
calls-refused-over-budget = Dzisiejsza liczba naszych połączeń jest wyczerpana. Nikt nie stracił miejsca: oddzwonimy, gdy znów będzie można.
calls-refused-choose = Zaznacz, czym rozmowa się skończyła.

call-title = Rozmowa
call-title-over = Rozmowa zakończona
call-kiosk = Kiosk
call-hidden-number = Numer ukryty
call-recorded = Nagrywana
call-brief-from = Przekazuje { $name }
call-begin-title = Od czego zacząć
say-ask-slip = Czy ma Pani lub Pan kartkę z kiosku? Proszę przeczytać osiem cyfr i słowo pod nimi. Czy mogę zobaczyć odpowiedzi z kiosku?
call-no-slip-title = Bez kartki
call-no-slip-hint = Te same pytania co w kiosku. Odpowiedzi znikają, gdy zamkniesz sprawę, najpóźniej po trzech dniach.
call-no-slip-go = Zacznij pytania
call-find = Szukaj w katalogu
call-matter-begun = Sprawa otwarta. Pierwsze pytanie czeka.
call-slip-opened = Sprawa z kartki otwarta obok rozmowy.
call-same-person = Potwierdzone: to ta sama osoba.
call-wrapped = Rozmowa zapisana.
call-passed-on = Rozmowa wróciła do kolejki, na swoje dawne miejsce.
call-handed-over = Rozmowę przejęła wybrana osoba.

call-agreement = Ustalenia
call-agreement-open = Otwórz ustalenia
call-slip-keyed = Numer podany w menu
call-cards = Karty: samobójstwo, przemoc, krzywda dziecka

caller-title = Kto dzwoni
caller-first-time = Z tego numeru nikt jeszcze nie dzwonił.
caller-unknown = Nie znamy numeru. Zapytaj, czy ta osoba już się z nami kontaktowała.
caller-maybe = { $times ->
    [one] Z tego numeru dzwoniono już raz, ostatnio o { $at }. Może to ta sama osoba.
   *[other] Z tego numeru dzwoniono już { $times } razy, ostatnio o { $at }. Może to ta sama osoba.
}
caller-same = To ta sama osoba
say-same-person = Czy rozmawialiśmy już w tej sprawie?

history-talk = Rozmowa
history-missed = Nieodebrane połączenie
history-matter-open = Sprawa otwarta
history-matter-closed = Sprawa zamknięta
history-matter-expired = Sprawa wygasła
history-agreement = Ustalenia, { $count ->
    [0] wszystkie załatwione
    [one] jedno czeka
    [few] { $count } czekają
   *[many] { $count } czeka
}
history-referral-open = Skierowanie czeka na odpowiedź
history-referral-accepted = Skierowanie przyjęte
history-referral-sent-back = Skierowanie odesłane
history-message-in = SMS od tej osoby
history-message-out = SMS od nas

quiet-title = Nie może mówić: pytaj tak, żeby wystarczyło naciskać
quiet-ask-by-key = Poproś o odpowiedź klawiszem
quiet-ask-hint = Najpierw zadaj pytanie. Dzwoniąca osoba usłyszy: Tak: jeden. Nie: dwa. Po odpowiedzi, najpóźniej po kilku sekundach, wróci do rozmowy.
quiet-none = Jeszcze nic nie naciśnięto.
quiet-just-now = teraz
quiet-yes = Tak (1)
quiet-no = Nie (2)
say-quiet-ask = Nie musi Pan ani Pani mówić. Na moje pytania proszę naciskać: 1 znaczy tak, 2 znaczy nie.

keypad-title = Klawiatura telefonu
keypad-hint = Cyfry słyszy druga strona, na przykład menu urzędu.

note-title = Notatka i zakończenie
note-label = Notatka
note-kept = Zapisuje się sama. Przetrwa odświeżenie strony.
note-writing = Piszesz…
note-saved = Zapisano o { $at }
note-failed = Jeszcze nie zapisano na serwerze. Notatka jest w tej karcie, próbuję dalej.
note-none = Bez notatki.
wrap-about = Czego dotyczyła
wrap-about-nothing = Nie wybrano
wrap-close-matter = Sprawa też jest skończona: zniszcz odpowiedzi
wrap-finish = Zapisz i zakończ
wrap-later = Zakończysz po rozłączeniu. Notatkę możesz pisać już teraz.
disposition-other = Załatwione

pass-title = Przekaż rozmowę
pass-back = Wróć do rozmowy
pass-choose = Wybierz, do kogo przekazać.
pass-brief-missing = Napisz w jednym zdaniu, o co chodzi: zostanie, gdyby rozmowa się zerwała.
pass-colleagues = Do kogoś z nas
pass-no-colleagues = Nikogo innego nie ma teraz na linii.
pass-agencies = Do urzędu
pass-number = Inny numer
pass-line = Z powrotem do kolejki
pass-line-hint = Rozmówca zachowuje swoje miejsce i czeka na kogoś, kto zna temat albo język.
pass-language = Ktoś, kto mówi: { $spoken }
pass-kiosk-outside = Rozmowa z kiosku nie łączy się z numerem telefonu. Podaj ten numer rozmówcy albo oddaj rozmowę do kolejki.
pass-kiosk-hand-over = W rozmowie z kiosku nie da się najpierw porozmawiać z kimś z nas. Napisz zamiast tego, o co chodzi, i przekaż od razu: wybrana osoba przeczyta to, zanim przejmie rozmowę. Zostajesz z rozmówcą, dopóki jej nie przejmie; na decyzję ma 20 sekund.
pass-brief = O co chodzi
pass-brief-hint = Przeczyta to osoba, która odbierze. Bez danych, które nie są potrzebne.
pass-warm = Najpierw porozmawiam
pass-warm-hint = „Najpierw porozmawiam”: rozmówca czeka, Ty mówisz, o co chodzi, potem łączysz. „Od razu”: zostajesz, dopóki ktoś nie odbierze.
pass-cold = Przekaż od razu
pass-add = Dołącz do rozmowy
pass-stage-ringing = Dzwonię do wybranej osoby
pass-stage-there = Połączone
pass-stage-nobody = Nikt nie odebrał
pass-stage-theirs = Rozmowę przejęła wybrana osoba.
pass-stage-over = Rozmowa się skończyła.
pass-nobody-now = Rozmowa jest dalej u Ciebie. Jeśli rozmówca czeka z muzyką, wróć do niego.
pass-theirs-now = Nie musisz już nic robić.
pass-again = Wybierz kogoś innego
pass-warm-now = Rozmówca czeka z muzyką. Powiedz, o co chodzi, i połącz ich.
pass-cold-now = Gdy ktoś odbierze, wyłączysz się z rozmowy.
pass-complete = Połącz i rozłącz mnie
pass-cancel = Wróć do rozmówcy

calls-link = Rozmowy
calls-lists = Listy rozmów
calls-title-recent = Moje rozmowy
calls-title-missed = Nieodebrane
calls-title-callbacks = Do oddzwonienia
calls-title-voicemails = Wiadomości głosowe
calls-none-recent = Nie masz jeszcze żadnych rozmów.
calls-none-missed = Nikt nie czeka po nieodebranym połączeniu.
calls-none-callbacks = Nikt nie czeka na oddzwonienie.
calls-none-voicemails = Nie ma wiadomości.
calls-pick-all = Zaznacz wszystkie
calls-when = Kiedy
calls-who = Kto
calls-about = O czym
calls-more = Dalej
calls-no-subject = nie wiadomo
calls-look = Zobacz
callbacks-next = Zadzwoń do następnej osoby
callbacks-not-before = Nie wcześniej niż { $at }
callbacks-not-before-day = Nie wcześniej niż { $on }, { $at }
missed-call-back = Oddzwonimy do zaznaczonych
missed-put-aside = Odłóż zaznaczone
missed-done = Odłożone.
missed-promised = Zaznaczone osoby czekają teraz na oddzwonienie.
missed-none-chosen = Nic nie zaznaczono.
voicemail-sound = Wiadomość, { $seconds } s
voicemail-settle = Załatwione, usuń
voicemail-call-back = Oddzwoń
voicemail-promised = Ta osoba czeka teraz na oddzwonienie.
voicemail-heard = Odsłuchana
voicemail-coming = Nagranie jest w drodze, zwykle trwa to kilka sekund.
voicemail-lost = Nagrania nie udało się pobrać. Jeśli widać numer, można oddzwonić.
voicemail-done = Wiadomość usunięta.
voicemail-no-transcript = Wiadomości nie są zamieniane na tekst. Po załatwieniu dźwięk znika na zawsze.

glance-title = Linia
glance-waiting = { $count ->
    [0] Nikt nie czeka na rozmowę.
    [one] Jedna osoba czeka na rozmowę.
    [few] { $count } osoby czekają na rozmowę.
   *[many] { $count } osób czeka na rozmowę.
}
glance-callbacks = Do oddzwonienia
glance-missed = Nieodebrane
glance-voicemails = Wiadomości
glance-unwritten = Moje do zapisania

keys-answer = Odbierz
keys-decline = Nie teraz: powody
keys-ready = Gotowość
keys-away = Przerwa: powody
keys-call = Strona rozmowy
keys-hold = Wstrzymaj albo wróć
keys-mute = Wycisz albo włącz mikrofon
keys-pass = Przekaż rozmowę
keys-hang-up = Rozłącz
keys-note = Notatka, a przy przekazywaniu: o co chodzi
keys-keypad = Klawiatura telefonu
keys-calls = Listy rozmów
keys-same = To ta sama osoba
