# Co słyszy osoba dzwoniąca. Zdania krótkie, do piętnastu słów; klawisz stoi na końcu, bo po nim się naciska.
# Treść informacji o danych (phone-privacy) czeka na potwierdzenie inspektora ochrony danych miasta.

phone-greeting = Dzień dobry. To bezpłatna linia pomocy społecznej w Łodzi.
phone-not-112 = To nie jest sto dwanaście. Gdy zagrożone jest życie, proszę się rozłączyć i wybrać sto dwanaście.
phone-language = Po polsku: jeden.
phone-not-recorded = Rozmowy nie nagrywamy.
phone-recorded = Tę rozmowę nagrywamy.
phone-notice = Jak dbamy o Państwa dane: osiem.
phone-notice-short = O swoje dane można zapytać człowieka.
phone-privacy = Za Państwa dane odpowiada Miasto Łódź. Używamy ich tylko po to, żeby pomóc. Wiadomość, którą ktoś zostawi, usuwamy po załatwieniu sprawy. Numer telefonu trzymamy zaszyfrowany. Nie trzeba podawać nazwiska. Zamiast mówić można naciskać klawisze. Można zobaczyć swoje dane, poprawić je i żądać usunięcia. Skargę przyjmuje Prezes Urzędu Ochrony Danych Osobowych. Więcej powie człowiek: zero.
phone-back = Powrót: jeden.

phone-main-urgent = Pilna pomoc: jeden.
phone-main-slip = Numer z kartki z kiosku: dwa.
phone-main-matter = Wybór sprawy: trzy.
phone-main-offices = Godziny urzędów: cztery.
phone-main-words = Można też powiedzieć, o co chodzi.
phone-main-again = Powtórzenie: dziewięć.
phone-again = Już powtarzam.
phone-person = Rozmowa z człowiekiem: zero.
phone-press = { $pressed }.
phone-more = Więcej: { $pressed }.
phone-not-heard = Nic nie słyszę.
phone-not-understood = Przepraszam, nie rozumiem.
phone-to-person = Łączę z człowiekiem. Proszę chwilę zaczekać.
phone-goodbye = Dziękujemy za telefon. Do usłyszenia.

phone-in-danger = Gdy zagrożone jest życie, proszę się rozłączyć i wybrać sto dwanaście. Łączę z człowiekiem także bez wyboru.
phone-urgent-quiet = Gdy nie można mówić: dwa razy dziewięć.
phone-topics = Czego dotyczy sprawa?
phone-topic-money = Pieniądze
phone-topic-family = Rodzina i dzieci
phone-topic-housing = Mieszkanie
phone-topic-disability = Zdrowie i opieka
phone-topic-work = Praca i nowy początek
phone-topic-school = Szkoła
phone-topic-safety = Trudna sytuacja
phone-events = Proszę wybrać to, co najbliższe.
phone-matter = Wybrana sprawa:
phone-chosen = Rozmowa z człowiekiem: jeden. Od czego zacząć: dwa. Inna sprawa: trzy.
phone-begin = Rozmowa z człowiekiem: jeden. Inna sprawa: dwa. Godziny urzędów: cztery.
phone-to-confirm = Tę informację jeszcze potwierdzamy.

phone-slip = Proszę wpisać osiem cyfr z kartki.
phone-slip-read = Numer z kartki: { $digits }.
phone-slip-right = Jeśli się zgadza: jeden. Jeśli nie: dwa. Człowiek zapyta o słowo z kartki.
phone-slip-misheard = W tym numerze jest pomyłka.
phone-slip-unknown_number = Nie znamy takiego numeru.
phone-slip-not_arrived = Numer jest dobry, ale sprawa jeszcze do nas nie dotarła.
phone-slip-expired = Ta kartka była ważna trzy dni i już wygasła. Odpowiedzi usunęliśmy.
phone-slip-closed = Ta sprawa jest już zakończona. Odpowiedzi usunęliśmy.
phone-slip-too_many_tries = Dla bezpieczeństwa nie sprawdzamy teraz numerów z kartek.
phone-slip-gone = Inny numer z kartki: jeden. Wybór sprawy: dwa.

phone-offices = Który urząd?
phone-districts = W której dzielnicy?
phone-district-baluty = Bałuty
phone-district-gorna = Górna
phone-district-polesie = Polesie
phone-district-srodmiescie = Śródmieście
phone-district-widzew = Widzew
phone-places = Które miejsce?
phone-place = Inny urząd: jeden. Początek: dwa.
phone-place-shut = To miejsce jest zamknięte na stałe.
phone-place-moved = To miejsce jest zamknięte. Zamiast niego jest:
phone-place-ask = O szczegóły proszę zapytać człowieka: zero.
phone-place-unknown = Nie mamy pewnych godzin. Przed przyjściem proszę zadzwonić.
phone-place-call = Numer telefonu: { $number }.
phone-place-always = Otwarte całą dobę.
phone-place-open = Teraz otwarte { $until }.
phone-place-lets-in = Teraz przyjmują { $until }.
phone-place-closed = Teraz zamknięte.
phone-place-holiday = Dziś jest święto, zamknięte.
phone-place-no-more = Dziś już nie przyjmują.
phone-place-opens = Otwarte będzie { $day }, { $at }.
phone-place-opens-today = Otwarte będzie dziś { $at }.
phone-place-week = Godziny: { $days }, { $hours }.

phone-danger = Łączę z człowiekiem poza kolejnością.
phone-danger-112 = Gdy zagrożone jest życie, proszę się rozłączyć i wybrać sto dwanaście.
phone-danger-wait = Proszę zostać na linii. Już szukamy kogoś do rozmowy.
phone-danger-closed = Teraz nikt u nas nie odbiera. Pomoc działa pod innymi numerami.
phone-helpline = Numer: { $number }.
phone-helplines-to-confirm = Te numery jeszcze potwierdzamy.

phone-quiet-first = Rozumiemy. Nie trzeba nic mówić. Czy teraz coś Państwu grozi? Tak: jeden. Nie: dwa.
phone-quiet-wait = Łączymy. Człowiek będzie pytał. Tak: jeden. Nie: dwa.
phone-question = Tak: jeden. Nie: dwa.

phone-callback-ending = Oddzwonimy na numer zakończony cyframi: { $digits }.
phone-callback = Jeśli dobrze: jeden. Inny numer: dwa. Bez oddzwaniania: trzy.
phone-callback-number = Proszę wpisać dziewięć cyfr numeru, na który mamy oddzwonić.
phone-callback-read = Wpisany numer: { $digits }.
phone-callback-right = Jeśli dobrze: jeden. Poprawka: dwa. Bez oddzwaniania: trzy.
phone-callback-safe = Powiemy tylko, że oddzwaniamy w umówionej sprawie. Czy możemy tam bezpiecznie dzwonić? Tak: jeden. Nie: dwa.
phone-callback-unsafe = Nie zadzwonimy tam. Inny numer: jeden. Bez oddzwaniania: dwa.
phone-callback-agreed = Dobrze, oddzwonimy. Miejsce w kolejce zostaje. Można się rozłączyć.
phone-callback-morning = Dobrze, oddzwonimy, gdy linia znów będzie czynna. Można się rozłączyć.

phone-line-closed = Teraz nikt u nas nie odbiera.
phone-line-hours = Odbieramy { $days }, { $hours }.
phone-closed = Wiadomość: jeden. Oddzwonienie następnego dnia pracy: dwa. Godziny urzędów: trzy. Numery pilnej pomocy: cztery.
phone-message = Nagramy wiadomość i usuniemy ją po załatwieniu sprawy. Proszę powiedzieć, w czym pomóc i jak się skontaktować. Na koniec proszę nacisnąć krzyżyk.
phone-message-left = Dziękujemy. Odsłuchamy wiadomość następnego dnia pracy. Do usłyszenia.

phone-wait-next = Przed Państwem nie czeka już nikt.
phone-wait-place = Państwa miejsce w kolejce: { $place }.
phone-wait-range = Czas czekania: { $range }.
phone-wait-unknown = Nie potrafimy powiedzieć, ile to potrwa.
phone-wait-long = To potrwa ponad półtorej godziny.
phone-wait-callback = Oddzwonienie z tym samym miejscem w kolejce: jeden.
phone-wait-stay = Można też po prostu czekać.
phone-wait-calm = Jesteśmy na linii. Proszę czekać.
phone-wait-quiet = Jesteśmy tutaj.

phone-outgoing = Dzień dobry. Oddzwaniamy w umówionej sprawie. Jeśli to Państwo prosili o telefon: jeden. Jeśli nie: dwa.
phone-outgoing-joined = Dziękuję. Łączę.
phone-outgoing-sorry = Przepraszamy za kłopot. Do widzenia.

phone-on-hold = Proszę chwilę zaczekać. Zaraz wracamy do rozmowy.
phone-transfer = Łączę z kimś, kto zna tę sprawę. Proszę zostać na linii.
phone-joining = Łączę. Proszę chwilę zaczekać.
phone-back-in-line = Przepraszamy, połączenie z naszą osobą się zerwało. Zaraz połączymy jeszcze raz, poza kolejnością.
phone-third-person = Do rozmowy dołącza druga osoba z naszej linii.
phone-third-outside = Do rozmowy dołącza osoba spoza naszej linii.

phone-outage = Mamy awarię i nie możemy teraz połączyć rozmowy.
phone-outage-call = Proszę zadzwonić pod numer: { $number }.
phone-outage-kept = Oddzwonimy. Miejsce w kolejce zostaje zachowane.
phone-outage-later = Proszę zadzwonić później.
