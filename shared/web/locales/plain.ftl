# Plain Polish: only where it differs from Polish.
group-likely = Chyba możesz to dostać
group-open = Musimy wiedzieć więcej
group-ask = Możesz o to zapytać
group-no = Chyba nie dostaniesz
verdict-likely = Chyba tak. Sprawdzi to urząd
verdict-ask = Możesz o to zapytać w urzędzie
hangs-on-money = { $services ->
    [one] Od tego zależy { $services } świadczenie. To do { $money } na miesiąc.
    [few] Od tego zależą { $services } świadczenia. To razem do { $money } na miesiąc.
   *[many] Od tego zależy { $services } świadczeń. To razem do { $money } na miesiąc.
}
hangs-on-some-money = { $services ->
    [one] Od tego zależy { $services } świadczenie. To do { $money } na miesiąc.
    [few] Od tego zależą { $services } świadczenia. Część z nich to razem do { $money } na miesiąc.
   *[many] Od tego zależy { $services } świadczeń. Część z nich to razem do { $money } na miesiąc.
}
may-skip = Nie musisz odpowiadać.
asked-exactly = Powiedziano: { $told }. Teraz potrzebna jest dokładna liczba.
only-one-person = Jedna osoba może mieć tylko jedno: to albo { $others }.
only-one-household = Jeden dom może mieć tylko jedno: to albo { $others }.
only-one-with = To drugie to: { $others }.
only-one-this-pays-more = To daje więcej pieniędzy.
only-one-pays-more = Więcej pieniędzy daje { $larger }.
only-one-ask = Zapytaj w urzędzie, co jest dla Ciebie lepsze.
counts-as-income = { $others }: te pieniądze to tutaj dochód. Gdy je dostaniesz, wynik może się zmienić.
still-apply = To nie jest decyzja. Możesz złożyć wniosek. Urząd odpowie Ci na piśmie.
to-confirm = Nikt jeszcze nie sprawdził tych danych. Zapytaj w urzędzie.
opening-unknown = Nie znamy dobrze godzin. Najpierw zadzwoń
appeal-title = Gdy się nie zgadzasz z urzędem
nearest-money-over = U Ciebie granica to { $limit }. Kwota z odpowiedzi jest większa o { $distance }.
nearest-money-under = U Ciebie granica to { $limit }. Kwota z odpowiedzi jest mniejsza o { $distance }.
nearest-area-over = U Ciebie granica to { $limit }. Mieszkanie jest większe o { $distance }.
nearest-area-under = U Ciebie granica to { $limit }. Mieszkanie jest mniejsze o { $distance }.
nearest-answer = Ważna jest tu jedna odpowiedź: „{ $question }”
nearest-age = { $who }: to może się zmienić po { $age } urodzinach.
nearest-day-age = { $who }: to może się zmienić po { $age } urodzinach. Będzie to między { $first } a { $last }.
nearest-day-age-late = { $who }: to może się zmienić po { $age } urodzinach. Nie wcześniej niż { $first }.
nearest-day-law = Od { $first } będą inne kwoty. Wtedy to może się zmienić.
nearest-not-announced = Nie wiemy, jakie kwoty będą od { $first }. Jeszcze nikt ich nie podał.

map-here = Tu jesteś.
map-about = Mapa pokazuje miejsca mniej więcej.
