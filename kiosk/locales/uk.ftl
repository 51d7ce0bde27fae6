# Що говорять екрани кіоску. Ключі ті самі, що й у pl.ftl.

unconfirmed = потребує підтвердження
always-here = Завжди під рукою
language-short = Мова
look-short = Вигляд
finish-short = Завершити
back = Назад
done = Готово
see-more = Докладніше
change = Змінити
look-again = Перевірити ще раз
to-start = На початок
keyboard = Клавіатура
number-pad = Клавіші з цифрами
erase = Стерти останній знак
space = пробіл
comma = кома

attract-promise = Дізнайтеся, яка допомога вам належить і куди по неї йти. Без прізвища і без входу. Відповіді зникають після візиту.

language-title = Оберіть мову
language-about = усе українською

home-title = Чим ми можемо допомогти?
door-check = Перевірте, що вам належить
door-check-about = Кілька запитань, прізвище не потрібне
door-results = Ваші результати
door-results-about = Що ми вже знаємо і про що ще варто запитати
door-find = Знайти виплату або послугу
door-find-about = Введіть слово або оберіть тему
door-where = Куди йти
door-where-about = Адреси, години, телефони
door-talk = Поговорити з нами
door-talk-about = Номери телефонів і розмова з людиною
door-slip = Номер вашої справи
door-slip-about = Подивитися номер і слово ще раз
door-help = Мені потрібна допомога зараз
door-help-about = Нічліг, безпечне місце, розмова

events-title = Що сталося?
events-more = Інші ситуації
event-first = Почніть тут
event-also = Перевірте також
event-ask = Запитати мене про цю справу

forms-title = Що означають скорочення

look-title = Яким має бути екран?
look-sizes = Розмір літер
size-normal = Звичайні
size-large = Великі
size-largest = Найбільші
look-themes = Кольори
theme-light = Світлі
theme-dark = Темні
theme-contrast = Високий контраст
look-reach = Розташування кнопок
reach-free = На всьому екрані
reach-low = Низько, щоб дістати з візка

progress = Перебіг
progress-known = Уже знаємо про { $known } з { $all } виплат і послуг
answers = Відповіді
not-sure = Якщо ви не знаєте відповіді
type-number = Введіть число
exact-number = Або введіть точно
this-number = Це число
why-we-ask = Чому ми питаємо?
why-sensitive = Можна не відповідати. Цю відповідь ми не читаємо вголос.
my-answers = Мої відповіді
what-we-know = Що ми вже знаємо
go-on-asking = Наступне запитання
answers-title = Ваші відповіді
answers-none = Відповідей ще немає.

results-title = Що ми вже знаємо
results-more = Запитання ще є. Кожна відповідь може щось змінити.
results-all = Це все, про що ми могли запитати.
take-title = Візьміть це з собою
my-slip = Номер вашої справи
your-case = У вашій ситуації
what-title = Що це таке
who-title = Для кого
all-places = Усі місця ({ $places })

other-places = Інші місця ({ $places })
why-not = Подивитися, які й чому

find-title = Знайти виплату або послугу
find-label = Що ви шукаєте?
find-go = Шукати
find-found = { $found ->
    [0] Нічого не знайдено
    [one] Знайдено { $found } послугу
    [few] Знайдено { $found } послуги
   *[many] Знайдено { $found } послуг
}
find-suggestions = Може, ви шукаєте це?
find-suggested = Підказки: { $found }. Перша: { $first }
find-not-here = Тут цього немає. Лодзький центр контакту з мешканцями підкаже, куди звернутися. Ви також можете розповісти, що сталося: ми перевіримо, яка допомога є для вас.
find-nothing = Спробуйте інше слово або оберіть тему нижче.
find-topics = Оберіть тему
topic-money = Гроші на життя
topic-family = Сім’я і діти
topic-housing = Житло
topic-disability = Інвалідність і догляд
topic-work = Робота
topic-school = Школа
topic-safety = Безпека і притулок

where-choose = З чим ви хочете йти до установи?
where-to = Куди йти: { $service }
where-home-lead = Виберіть район, потім мікрорайон. Ми не питаємо адресу.
where-home-short = Де ви живете?
where-home-now = Ви живете: { $name }
where-home-say = Скажіть, де ви живете
where-home-change = Змінити
where-district-which = Район
where-osiedle-which = Мікрорайон
where-landmark-which = Живу поблизу
where-other = Інша відповідь
where-no-address = Не маю постійної адреси
where-here = Рахувати дорогу від цього кіоска
where-wont-say = Не хочу казати
where-done = Показати місця
where-ask-first = Перш ніж іти, зателефонуйте:
where-remote = Не виходячи з дому
where-needs = Що вам потрібно на місці?
way-title = Ваша дорога
way-lead = { $doors ->
    [one] Усе можна вирішити за однією адресою.
    [few] Найменше ходити: { $doors } адреси, у такому порядку.
   *[many] Найменше ходити: { $doors } адрес, у такому порядку.
}
way-here = Тут вирішите
way-same-building = У тій самій будівлі
way-elsewhere = Адреси немає в кіоску, запитайте в контактному центрі
way-coordinator = Ваш опікун: { $agency }. Попросіть одну людину, яка вестиме всі справи.
way-none = Тут ще немає справ з адресою.
way-link = Ваша дорога
about-service = Про цю послугу

find-help-first = Спершу це: допомога вже зараз
help-title = Допомога вже зараз
help-lead = Тут ніхто не питає про дохід чи реєстрацію. Оберіть, що вам потрібно.
help-112 = У разі раптової небезпеки телефонуйте 112.
hide-now = Сховати зараз

talk-title = Поговорити з нами
talk-lead = Зателефонуйте або повідомте, що ви тут.
talk-numbers = Номери телефонів
free-line = Безкоштовна лінія 800
free-line-none = Номер ще не надано
tell-title = Повідомте, що ви тут
tell-about = Працівник центру побачить, біля якого екрана ви стоїте і якою мовою говорите. Більше нічого.
tell-now = Повідомити, що я тут
tell-waiting = Записано. Чекаємо на зв’язок із центром.
tell-delivered = Центр уже знає, що ви тут.
tell-answered = Хтось із центру вже цим займається.
tell-closed = Звернення закрите. Якщо розмова ще потрібна, зателефонуйте.
tell-unknown = Ми не знаємо, чи звернення дійшло. Зателефонуйте.

child-line = Вам менше ніж 18 років? Можна поговорити без батьків і безкоштовно:

take-lead = Ви отримаєте номер і слово. З ними працівник в установі або телефоном побачить ваші відповіді і не питатиме вдруге.
take-choose = Що надрукувати на аркуші?
take-private = На аркуші немає прізвища і ваших відповідей. Збережені відповіді відкриє лише той, кому ви скажете номер і слово. Через 72 години вони зникають.
take-print = Надрукувати
take-code-only = Лише номер, без друку
take-no-number = Зараз немає вільних номерів. Спробуйте за хвилину або зателефонуйте.

slip-title = Ваш номер і слово
slip-lead = Запишіть їх, сфотографуйте або візьміть аркуш.
slip-digits = Номер
slip-word = Слово
slip-valid = Дійсне 72 години.
slip-qr = QR-код із номером і словом
slip-how = Зателефонуйте або підійдіть до віконця. Спершу назвіть номер. Слово скажіть лише тоді, коли працівник про нього запитає.
paper-none = Без аркуша.
paper-waiting = Аркуш чекає на принтер.
paper-printing = Друкуємо ваш аркуш.
paper-confirmed = Аркуш надруковано. Візьміть його.
paper-failed = Аркуш не надруковано. Номер і слово є на екрані.
paper-unknown = Ми не знаємо, чи вийшов аркуш. Він у вас?
paper-canceled = Друк скасовано.
paper-yes = Добре. Не залишайте аркуш у принтері.
paper-no = Шкода. Номер і слово є на екрані.
paper-partly = Заберіть те, що вийшло. Номер і слово є на екрані.
came-out-yes = Так, маю
came-out-no = Ні
came-out-partly = Лише частина
print-again = Надрукувати ще раз

finish-title = Завершуєте?
finish-lead = Усе, що тут було сказано, зникне з цього екрана.
finish-slip = Збережіть номер і слово:
finish-go = Завершити
finish-now = Так, завершити
finish-not-yet = Ще ні
goodbye-title = До побачення
goodbye-lead = Ваші відповіді зникли з цього екрана. Якщо у вас є аркуш, візьміть його з собою.
wiped-title = Відповіді видалено
wiped-lead = Ніхто не торкався екрана, тому все зникло. Можна почати знову.
still-there-title = Ви ще тут?
still-there-lead = { $seconds ->
    [one] За { $seconds } секунду ми видалимо ваші відповіді, щоб ніхто їх не побачив.
    [few] За { $seconds } секунди ми видалимо ваші відповіді, щоб ніхто їх не побачив.
   *[many] За { $seconds } секунд ми видалимо ваші відповіді, щоб ніхто їх не побачив.
}
still-there-yes = Так, я тут
still-there-no = Завершити

error-400 = Ми не можемо це прочитати
error-403 = Сюди не можна увійти
error-404 = Такої сторінки немає
error-405 = Такої сторінки немає
error-413 = Це задовго
error-500 = Щось зламалося
error-lead = Нічого з того, що тут було сказано, не пропало. Поверніться і спробуйте ще раз.

sheet-title = Ваш аркуш з Okienka
sheet-copy = Копія
sheet-copy-void = Попередній аркуш уже недійсний.
sheet-slip = Номер вашої справи
sheet-word = Слово:
sheet-slip-use = Зателефонуйте або підійдіть до віконця і назвіть номер. Слово скажіть, коли працівник про нього запитає. Дійсне 72 години.
sheet-qr-alt = QR-код із номером і словом
sheet-in-polish = Польською:
sheet-to-confirm = Потрібне підтвердження в установі
sheet-why = Чому
sheet-documents = Візьміть із собою
sheet-where = Де і коли
sheet-how = Як подати заяву
sheet-not-a-decision = Це не рішення.
sheet-may-apply = Заяву можна подати завжди, навіть якщо результат «ні». Установа мусить відповісти письмово, а її рішення можна оскаржити.
sheet-footer = Okienko · Місто Лодзь

reading-way = Я вже маю аркуш з Okienko або міську картку
reading-title = Покажіть аркуш або картку
reading-lead = Піднесіть до зчитувача код із аркуша або міську картку.
reading-nothing = За останні секунди зчитувач нічого не прочитав.
reading-again = Перевірити ще раз
reading-slip-title = Це аркуш з Okienko
reading-slip-number = Номер на аркуші
reading-slip-lead = На цьому екрані його відкрити не можна. Відповіді зашифровано, відкрити їх може лише працівник міста.
reading-slip-how = Зателефонуйте або підійдіть до віконця. Назвіть цей номер. Слово скажіть лише тоді, коли працівник про нього запитає.
reading-card-kind = Ми розпізнали вид картки за її номером. Ми не перевіряємо, чия вона, і не записуємо номер.
reading-card-demo = Демонстраційна картка
reading-card-services = Що дає ця картка
reading-card-no-services = Пільги цієї картки тут ще не описано. Запитайте про них тут:
reading-card-ask = Де запитати
reading-strange-card-title = Ми не знаємо цієї картки
reading-strange-card = Ми не знаємо, що це за картка. Нічого не записано.
reading-strange-code-title = Ми не знаємо цього коду
reading-strange-code = Це не код з аркуша Okienko і не з міської картки. Нічого не записано.
headphones-plugged = Навушники під’єднано. Цей екран ще не вміє читати вголос.
sheet-where-depends = Який саме пункт, залежить від вашої адреси
sheet-where-ask = Зателефонуйте й запитайте, який пункт ваш.
take-district = У якому районі ви живете?
take-district-why = Від цього залежить, куди йти. Можна не відповідати.
take-district-none = Не знаю або не хочу казати
about-title = Про що ви хочете запитати?
about-lead = Оберіть тему, тоді запитань буде менше. Інші теми можна перевірити потім.
about-everything = Перевірити все
about-rest = Перевірити також інші теми

# counting an income together
count-with-me = Порахуйте зі мною
count-title = Порахуймо разом
count-left-out = Тут не враховуємо:
count-so-far = Досі
count-nothing = Тут ще нічого немає.
count-sum = Разом на місяць: { $money }
count-done = Це все: { $money } на місяць
count-drop = Видалити: { $what }, { $money }
count-add = Додати гроші
count-kind = Звідки вони?
count-month = За який місяць?
count-amount = Скільки на руки?
count-add-this = Додати
count-year = увесь { $year } рік
count-choose-kind = Виберіть, звідки ці гроші.
