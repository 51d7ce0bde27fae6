language-pl = Polski
language-plain = Prosty polski
language-uk = Українська
language-en = English

group-likely = Імовірно, так
group-open = Потрібна ще відповідь
group-ask = Можливо, варто запитати
group-no = Скоріше ні
group-help = Допомога для кожного

verdict-eligible = Ви відповідаєте умовам
verdict-likely = Імовірно, так; решту оцінить установа
verdict-ask = Можливо, варто запитати: це оцінює установа
verdict-unknown = Ще не знаємо
verdict-not_eligible = Скоріше ні

outcome-yes = виконано
outcome-no = не виконано
outcome-unknown = ще не знаємо
outcome-assessed = оцінить працівник установи

amount-month = на місяць
amount-year = на рік
amount-once = одноразово
amount-exact = { $amount }
amount-range = від { $low } до { $high }
amount-from = щонайменше { $low }
amount-up-to = до { $high }
amount-discretionary = Суму визначає працівник установи

to-confirm = Ці дані ще треба підтвердити в установі.
not-announced = Суму на цей день ще не оголошено.
still-apply = Це не рішення. Ви все одно можете подати заяву. Установа мусить відповісти письмово.
draft-translation = Робочий переклад. Чинним є польський текст.

reason-because = Чому
legal-basis = Правова підстава
missing-title = Чого ми ще не знаємо

documents-title = Що підготувати
documents-none = Жодних документів не потрібно.
holder-citizen = є у вас
holder-mops = видає соціальна допомога
holder-css = видає Centrum Świadczeń Socjalnych
holder-pup = видає служба зайнятості
holder-zus = видає ZUS
holder-court = видає суд
holder-employer = видає роботодавець
holder-school = видає школа
holder-manager = видає управитель будинку
holder-doctor = видає лікар
holder-other = видає інша установа

where-title = Куди йти
where-district = Залежить від району, де ви живете
opening-open = Відчинено до { $time }
opening-closed = Зараз зачинено
opening-closed-next = Зараз зачинено. Відкриття: { $day }, { $time }
opening-always = Відчинено цілодобово
opening-last-client = Відчинено, приймають до { $time }
opening-then = На місці близько { $time }. { $said }
closed-then = На місці близько { $time }. Тоді буде зачинено
closed-then-next = На місці близько { $time }. Тоді буде зачинено. Відкриття: { $day }, { $opens }
assignment-probable = Мабуть, саме це місце
assignment-ask_first = Спершу запитайте, чи це тут
need-step_free = вхід без сходів
need-sign_language = перекладач жестової мови
need-evening = години після 17
need-met-yes = є
need-met-no = немає
need-met-unknown = не знаємо, запитайте
opening-unknown = Години непевні: спершу зателефонуйте
phone-label = Телефон
distance-about = приблизно { $meters } м звідси
address-label = Адреса
map-reference = Поле на карті: { $field }

district-baluty = Bałuty (Балути)
district-gorna = Górna (Гурна)
district-polesie = Polesie (Полесє)
district-srodmiescie = Śródmieście (Середмістя)
district-widzew = Widzew (Відзев)

apply-title = Як подати заяву
cost-title = Скільки це коштує
channel-in_person = Особисто
channel-online = Через інтернет
channel-post = Поштою
channel-phone = Телефоном
window-title = Термін
decision-title = Коли буде відповідь
appeal-title = Якщо ви не згодні
helplines-title = Зателефонуйте

person-self = Ви
person-partner = Партнер або партнерка
person-child = Дитина
person-parent = Мати або батько
person-other = Інша особа
person-unknown = Особа { $number }
person-numbered = { $role } ({ $number })
person-aged = { $role } ({ $age ->
    [one] { $age } рік
    [few] { $age } роки
   *[many] { $age } років
})

answer-yes = Так
answer-no = Ні
answer-dont_know = Не знаю
answer-wont_say = Не хочу казати
answer-not_asked = ще без відповіді
band-up-to = до { $high }
band-from = { $low } або більше
band-between = від { $low } до { $high }
band-exact = рівно { $low }

refused-unknown_fact = Такого запитання ми не знаємо.
refused-wrong_type = Це не число. Введіть цифри, наприклад 1250 або 1250,50.
refused-out_of_range = Введіть число від { $low } до { $high }.
refused-not_a_choice = Виберіть одну з відповідей.
refused-other = Такої відповіді ми не можемо прийняти. Спробуйте інакше.

hangs-on-it = { $services ->
    [one] Від цієї відповіді залежить { $services } виплата або послуга.
    [few] Від цієї відповіді залежать { $services } виплати або послуги.
   *[many] Від цієї відповіді залежать { $services } виплат або послуг.
}
hangs-on-money = { $services ->
    [one] Від цього залежить { $services } виплата або послуга, до { $money } на місяць.
    [few] Від цього залежать { $services } виплати або послуги, разом до { $money } на місяць.
   *[many] Від цього залежать { $services } виплат або послуг, разом до { $money } на місяць.
}
hangs-on-some-money = { $services ->
    [one] Від цього залежить { $services } виплата або послуга, до { $money } на місяць.
    [few] Від цього залежать { $services } виплати або послуги. Деякі з них – разом до { $money } на місяць.
   *[many] Від цього залежать { $services } виплат або послуг. Деякі з них – разом до { $money } на місяць.
}
may-skip = Це питання можна пропустити.
asked-exactly = Попередня відповідь: { $told }. Тут результат залежить від точного числа.

quoted = «{ $name }»
only-one-person = Одна особа може мати лише одне: це або { $others }.
only-one-household = В одному домогосподарстві можна мати лише одне: це або { $others }.
only-one-with = Ідеться також про: { $others }.
only-one-this-pays-more = Ця виплата більша.
only-one-pays-more = Більшу суму дає { $larger }.
only-one-ask = Запитайте в установі, що краще для вас.
counts-as-income = Гроші з: { $others } рахуються тут як дохід. Якщо ви їх отримаєте, сума або результат можуть змінитися.

nearest-money-over = За цими відповідями межа – { $limit }; указана сума більша на { $distance }.
nearest-money-under = За цими відповідями межа – { $limit }; указана сума менша на { $distance }.
nearest-area-over = За цими відповідями межа – { $limit }; указана площа більша на { $distance }.
nearest-area-under = За цими відповідями межа – { $limit }; указана площа менша на { $distance }.
nearest-int-over = За цими відповідями межа – { $limit }; указане число більше на { $distance }.
nearest-int-under = За цими відповідями межа – { $limit }; указане число менше на { $distance }.
nearest-at-least = щонайменше { $distance }
nearest-answer = Це залежить від однієї відповіді: «{ $question }»
nearest-age = { $who }: після { $age } років результат може змінитися.
nearest-day-age = { $who }: після { $age } років результат може змінитися, у день між { $first } і { $last }.
nearest-day-age-late = { $who }: після { $age } років результат може змінитися, не раніше ніж { $first }.
nearest-day-law = З { $first } діють інші суми, і результат може бути інший.
nearest-not-announced = Суми на час від { $first } ще не оголошено.

map-here = Ви тут.
map-about = Розташування точок приблизне.
map-label = Мапа: { $places ->
    [one] { $places } місце
    [few] { $places } місця
   *[many] { $places } місць
 }

classes-title = Найближчі заняття
classes-left = Вільні місця: { $left }.
classes-full = Вільних місць немає.
