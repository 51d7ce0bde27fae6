report-still = w tym jeszcze czeka: { $count }
report-no-referrals = „Źle skierowani” mają tu kreskę: skierowanie nie pamięta kolejki ani języka i nie należy do innych oczekiwań niż te na linii. Ten odsetek jest w podziale na kwadranse, godziny, dni i sprawy.
report-spreadsheet = Plik do arkusza
