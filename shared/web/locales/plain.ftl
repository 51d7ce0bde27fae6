# Plain Polish: only where it differs from Polish.
group-likely = Chyba możesz to dostać
group-open = Musimy wiedzieć więcej
group-no = Chyba nie dostaniesz
verdict-likely = Chyba tak. Sprawdzi to urząd
still-apply = To nie jest decyzja. Możesz złożyć wniosek. Urząd odpowie Ci na piśmie.
to-confirm = Nikt jeszcze nie sprawdził tych danych. Zapytaj w urzędzie.
opening-unknown = Nie znamy dobrze godzin. Najpierw zadzwoń
appeal-title = Gdy się nie zgadzasz z urzędem
