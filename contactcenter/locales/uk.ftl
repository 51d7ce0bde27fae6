product = Okienko · лінія 800
skip-to-content = Перейти до змісту
signed-in-as = Працює:
tools-label = Інструменти
sign-out = Вийти
doorbell-down = Відновлюю зв’язок. Списки оновлюються кожні 15 секунд.

sign-in-title = Увійдіть
sign-in-name = Ім’я для входу
sign-in-password = Пароль
sign-in-button = Увійти
sign-in-not-recognized = Ім’я або пароль не збігається. Спробуйте ще раз.
sign-in-too-many-tries = Забагато спроб із цього місця. Зачекайте чверть години або зверніться до керівника зміни.
sign-in-ended = Сеанс завершився. Відповіді у відкритих справах збережено.

session-ends = Сеанс завершиться о { $at }.
session-stay = Я тут, залишаюся

home-title = Робочий стіл
slip-title = Справа з картки
slip-digits = Номер із картки
slip-digits-hint = Вісім цифр. Пробіли не заважають. Код можна відсканувати.
slip-find = Далі: слово
slip-misheard = У цьому номері помилка: контрольна цифра не збігається.
slip-unknown_number = Такого номера ніхто не видавав. Найімовірніше, недочута цифра.
slip-not_arrived = Номер правильний, але кіоск ще не передав цю справу.
slip-wrong_word = Слово не підходить до цього номера.
slip-no_such_word = Такого слова немає на жодній картці. Ця спроба не рахується.
slip-not_agreed = Спершу запитайте про згоду й позначте її.
slip-expired = Картка вже недійсна: минуло 72 години. Відповіді знищено.
slip-closed = Цю справу вже закрито. Відповіді знищено.
slip-too_many_tries = Забагато спроб. Цей номер можна перевірити пізніше.

word-title = Слово з картки
word-number = Номер
word-label = Слово
word-hint = Великі літери та польські знаки не мають значення.
word-agreed = Співрозмовник погоджується, щоб я побачив(-ла) його відповіді.
word-open = Відкрити справу
word-other-number = Інший номер

say-cue = Скажіть
say-read-digits = Прочитайте, будь ласка, вісім цифр із картки.
say-ask-word = Назвіть, будь ласка, слово, надруковане під номером. Чи можна мені побачити ваші відповіді з кіоску?
say-slip-misheard = Прочитайте, будь ласка, цифри ще раз, повільно, одну за одною.
say-slip-unknown_number = Я не знаходжу цього номера. Прочитайте, будь ласка, цифри ще раз, одну за одною.
say-slip-not_arrived = Номер правильний, але справа до нас ще не надійшла. Можемо почати спочатку або зателефонуйте за кілька хвилин.
say-slip-wrong_word = Це слово не підходить. Назвіть його, будь ласка, по літерах.
say-slip-no_such_word = Такого слова в мене немає. Назвіть його, будь ласка, по літерах.
say-slip-not_agreed = Чи погоджуєтеся ви, щоб я побачив ваші відповіді з кіоску? Без згоди можемо поговорити спочатку.
say-slip-expired = Картка діяла три дні й уже недійсна. Можемо пройти запитання ще раз, це кілька хвилин.
say-slip-closed = Цю справу вже завершено, відповіді видалено. Можемо почати спочатку.
say-slip-too_many_tries = З міркувань безпеки я зараз не можу перевірити цей номер. Можемо поговорити без картки.
say-done = У мене є все, що потрібно. Зараз скажу, на що ви, ймовірно, маєте право.
say-kiosk = Доброго дня, це лінія соціальної допомоги. Людина біля віконця у вашій будівлі просить про допомогу. { $spoken ->
    [uk] Вона говорить українською.
    [en] Вона говорить англійською.
   *[pl] Вона говорить польською.
} Чи може хтось підійти?

mine-title = Моя відкрита справа
mine-since = відкрито о { $at }
mine-return = Повернутися до справи
waiting-title = Просять допомоги біля кіоску
waiting-count = { $count ->
    [0] Ніхто не чекає.
    [one] Чекає { $count } особа.
    [few] Чекають { $count } особи.
   *[many] Чекає { $count } осіб.
}
waiting-since = чекає з { $at }
waiting-claim = Прийняти наступну особу
held-title = Прийняті мною
held-since = з { $at }
held-return = Повернутися
here-title = Хто на лінії
here-you = (це я)
here-free = вільний стіл
here-busy = веде справу
here-away = стіл закрито
matter-closed = Справу закрито. Відповіді знищено.
matter-gone = Ця справа вже не у вас: її закрито або перебрав хтось інший.
task-finished = Прохання про допомогу завершено.
task-gone = Це прохання вже завершено або ним займається хтось інший.
nobody-waits = Ніхто вже не чекає. Хтось був швидший.

task-title = Допомога біля кіоску
task-reach = Зателефонуйте до цього пункту
task-no-point = Цей кіоск не прив’язано до пункту. Запитайте керівника зміни.
task-finish-title = Чим закінчилося
task-choose = Позначте, чим закінчилося.
task-helped = Людина отримала допомогу
task-staff_sent = Підійде хтось із працівників пункту
task-nobody_there = Там уже нікого не було
task-finish = Завершити
task-later = На стіл, завершу пізніше

matter-title = Справа з картки
matter-made = картка з { $at }
matter-older = Картка з іншого дня або правила в системі змінилися. Результати пораховано на сьогодні.
ask-sensitive = Делікатне запитання. Запитайте, чи може співрозмовник говорити вільно.
ask-number = Відповідь числом
ask-save = Зберегти
ask-dont-know = Не знає
ask-wont-say = Не хоче казати
ask-leave = Залишити, як було
ask-done-title = Більше немає запитань, які щось змінять
unit-money = zł
unit-int = {""}
unit-area = m²
given-title = Відповіді
given-none = Відповідей ще немає.
given-change = Змінити
results-title = Результати
results-summary = Імовірно так: { $likely }. Бракує відповіді: { $open }. Радше ні: { $no }.
results-district = Район співрозмовника
results-district-unknown = не знаю
results-district-set = Задати
results-more = Докладніше
results-chosen = вибрано на картці
help-now-title = Допомога зараз
help-now-hint = Розгорніть, лише якщо співрозмовник про це питає або вас щось непокоїть.

close-title = Завершення
close-how = Чим закінчилося
close-note = Нотатка
close-note-hint = Без прізвищ, адрес і номерів.
close-button = Закрити справу
close-shreds = Після закриття відповіді буде знищено. Залишається результат розмови й нотатка.
close-choose = Позначте, чим закінчилося.
disposition-informed = Людина знає, на що має право
disposition-directed = Скеровано до установи
disposition-needs_specialist = Потрібен фахівець
disposition-caller_hung_up = Зв’язок перервано
disposition-wrong_number = Помилковий дзвінок

keys-link = Клавіші
keys-title = Клавіші
keys-how = Усе можна зробити клавіатурою: Tab іде далі, Enter підтверджує, пробіл позначає й розгортає. Швидші шляхи:
keys-alt = Скорочення — це лівий Alt і клавіша. Правий Alt пише польські літери й нічого не запускає.
keys-column-key = Клавіша
keys-column-what = Що робить
keys-slip = стіл і поле номера
keys-next = прийняти наступну особу
keys-question = поточне запитання
keys-answers = відповідь із цим номером
keys-dont-know = співрозмовник не знає
keys-wont-say = співрозмовник не хоче казати
keys-given = відповіді для виправлення
keys-results = результати
keys-help = допомога зараз
keys-close = завершення
keys-keys = ця сторінка

error-title = Цього не можна показати
error-stale = Сторінка була відкрита задовго. Поверніться на стіл і спробуйте ще раз.
error-refused = Цей запит прийшов не з нашої сторінки, тому ми його не виконали.
error-missing = Такої сторінки немає.
error-other = Щось не вдалося. Збережене в безпеці. Спробуйте ще раз.
error-home = На стіл

find-link = Пошук
find-title = Знайти виплату або послугу
find-label = Про що питає співрозмовник?
find-hint = Своїми словами; відміна і великі літери не важливі. Введене ніде не зберігається поруч з особою.
find-go = Шукати
find-found = { $found ->
    [0] Тут цього немає
    [one] { $found } послуга
    [few] { $found } послуги
   *[many] { $found } послуг
}
find-not-here = Скеруйте співрозмовника до Лодзького центру контакту з мешканцями, 42 638 44 44, або запитайте, що сталося, і почніть із запитань.
find-crisis = Спершу це: допомога вже зараз
find-112 = У разі негайної небезпеки: 112.
find-more = Більше
find-again = Шукати далі
events-title = Що сталося?
event-first = Почніть тут
event-also = Перевірте також
keys-find = пошук послуги
rules-link = Правила цієї послуги
rules-title = Правила

# Публічні сторінки (/uslugi): їх читає кожен, без входу.
public-product = Okienko · соціальні послуги Лодзі
public-languages = Мова
public-title = Виплати й допомога в Лодзі
public-search-label = Що ви шукаєте або що сталося?
public-search-hint = Своїми словами. Ніхто не записує, хто про що питає.
public-found = Результати пошуку
public-nothing = Цього тут немає. Зателефонуйте до контактного центру міста: 42 638 44 44.
public-events = Що сталося?
public-all = Усі послуги
public-first-door = З чого почати
public-check-too = Перевірте також
public-back = Усі послуги
public-polish-name = Польською:
public-conditions = Для кого
public-amount = Скільки
public-amount-depends = Сума залежить від ситуації. Її можна порахувати в кіоску або на лінії 800, без прізвища.
public-not-in-force = Сьогодні про це вже не можна просити або ми не знаємо правил на сьогодні. Запитайте в установі.
public-checked = Дані перевірено: { $day }.
public-traces = Ця сторінка лишає слід в історії браузера. Безпечніше читати її в приватному вікні або на чужому телефоні.
public-not-printed = Цю сторінку ми не друкуємо. Інформація про послуги міста: 42 638 44 44.
public-not-decision = Це інформація, а не рішення. Заяву можна подати завжди, а установа мусить відповісти письмово.
public-lckm = Контактний центр міста:
public-open-data = Відкриті дані (HSDS)
public-error-stale = Сторінка була відкрита надто довго. Спробуйте ще раз.
public-error-refused = Цей запит надійшов не з нашої сторінки, тому ми його не виконали.
public-error-missing = Такої сторінки немає.
public-error-other = Щось не вдалося. Спробуйте ще раз.

refer-title = Скерувати справу
refer-link = Скерувати справу
refer-back = Назад до справи
refer-sent = Уже скеровано
refer-what = Що скерувати?
refer-go = Вибрати місце
refer-others = Інші послуги
refer-to = Скерувати: { $service }
refer-where = Куди?
refer-choose = Виберіть місце зі списку.
refer-nowhere = Ця послуга ще не має місця в каталозі.
refer-note = Нотатка для нас (без персональних даних)
refer-send = Скерувати
refer-other-service = Інша послуга
refer-confidential = Конфіденційна справа
referral-made = Скерування записано.
referral-settled = Відповідь установи записано.
referral-settled-before = Раніше записано іншу відповідь. Нічого не змінено.
referrals-title = Скерування
referrals-link = Скерування
referrals-open = Чекають на відповідь
referrals-none = Усі скерування мають відповідь.
referral-since = від { $at }
referral-outcome = Відповідь установи
referral-settle = Записати
outcome-open = чекає
outcome-accepted = прийнято
outcome-sent_back = повернено
sent-back-wrong_agency = не та установа
sent-back-wrong_area = не та територія
sent-back-closed = було зачинено
sent-back-missing_papers = бракувало документів
sent-back-other = інша причина
reason-only_place = єдине місце
reason-any_place = будь-яке місце
reason-district = за районом
reason-area = за мікрорайоном
reason-nearest = найближче до дому
reason-no_address = без адреси
reason-agents_choice = вибір консультанта
misrouted-title = Повернені з установ, останні { $days } днів
misrouted-service = Послуга
misrouted-settled = Відповіді
misrouted-why = Чому повернено
misrouted-none = Ще немає відповідей з установ.
plan-title = Найменше дверей
plan-coordinator = Опікун усіх справ: { $agency }.
keys-refer = скерування справи
