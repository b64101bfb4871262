"""Know words of news that say the same thing, Arabic and English, one group a line: "seized", "confiscated", «صادر», «ضبط».

Only what can replace another in a report without changing what it claims stands in one group; what is merely alike ("seized", "sold") never does. Used to
check statements, not to search. Phrases of several words are the thesaurus's.
"""

from __future__ import annotations

from typing import Final

from rag.language.analysis import stem
from rag.language.tables import table

__all__ = ["same_wording"]

_SHORTEST_VERB: Final = 3  # letters
_BEFORE_VERB: Final = ("ي", "ت", "سي", "ست")

_GROUPS: Final = """
seize seized seizes confiscate confiscated confiscates impound impounded صادر صادرت صادروا مصادرة ضبط ضبطت ضبطوا حجز حجزت
hide hidden hid conceal concealed stash stashed مخبأة مخبأ مخبأ خبأ أخفى أخفت أخفوا مخفية مخفي إخفاء
blast explosion blasts explosions explode exploded detonation انفجار انفجارات انفجر انفجرت تفجر
because due owing cause caused causes causing set trigger triggered triggers spark sparked prompted led leading result resulted سبب تسبب تسببت بسبب نجم نجمت ناجم ناجمة نتج نتجت ناتج ناتجة أدى أدت أسفر أسفرت إثر جراء نتيجة
shut closed close closes closure shutting shuts closing مغلقة مغلق أغلق أغلقت أغلقوا إغلاق مقفلة مقفل أقفل أقفلت إقفال
block blocked blocks blockade blockaded blocking أغلق أغلقت أغلقوا قطع قطعت قطعوا سد سدوا
reopen reopened reopening reopens إعادة فتح افتتاح
cancel cancelled canceled cancels scrap scrapped scraps called ألغى ألغت ألغوا إلغاء ملغاة
resign resigned resigns resignation quit quits stepped steps استقال استقالت استقالته استقالتها استقالة تنحى تنحت
flee fled flees fleeing escape escaped escaping فر فرت فروا فرار هرب هربت هربوا هربا هروب
free freed release released releases releasing أفرج أفرجت إفراج أخلى أخلت سبيل سبيله سراح سراحه سراحها أخلي
die died dies dead death deaths perish perished توفي توفيت وفاة حتف حتفهم حتفه حتفها مات ماتت ماتوا قضى قضوا
kill killed kills killing slay slain قتل قتلت قتلوا مقتل أودت أودى
injure injured injures wound wounded wounds hurt hurts injuries جرح جرحى جريح أصيب أصيبت أصيبوا مصاب مصابين إصابة
arrest arrested arrests detain detained detains detention apprehended اعتقل اعتقلت اعتقال أوقف أوقفت توقيف احتجز احتجزت احتجاز
jail jailed imprison imprisoned prison imprisonment سجن سجنت بالسجن حبس
dry dried parched empty emptied جف جفت جفاف فارغ فارغا فارغة نضب نضبت
dense thick heavy كثيف كثيفة
rain rainfall rains rainy مطر أمطار مطرا
fog mist ضباب
scarce scant little low sparse قليل قليلة قليلي شحيح شحيحة شحيحي ضئيل
lorry lorries truck trucks شاحنة شاحنات
kilogram kilograms kilo kilos kg كيلوغرام كيلوغراما كيلو كيلوجرام كغ
demand demanded demands demanding seek seeks sought seeking call called calls calling request requested طالب طالبت طالبوا مطالبين مطالبة مطالبا للمطالبة طلب طلبت يطلب
ask asked asks request requested requests طلب طلبت يطلب
compensation compensations damages تعويض تعويضات
entrance entry entryway gateway مدخل مداخل
port ports harbour harbor harbours ميناء موانئ مرفأ
crossing crossings checkpoint معبر معابر
most majority mostly معظم غالبية أغلب أغلبية
all every everyone everybody جميع كل كافة الجميع
children child kids minors أطفال طفل
workers worker labourers laborers labourer عمال عامل عاملين
refugee refugees لاجئ لاجئين لاجئون لاجئي
fighting combat clashes قتال معارك اشتباكات
reject rejected rejects rejection rebuff rebuffed رفض رفضت رفضوا
referendum referendums plebiscite استفتاء
vote voted votes voting ballot صوتا أصوات صوت صوتت صوتوا تصويت اقتراع
voter voters electorate ناخب ناخبين ناخبون الناخبون الناخبين
agree agreed agrees agreement deal accord pact اتفق اتفقت اتفقا اتفقوا اتفاق اتفاقية
reach reached reaches reaching توصل توصلت توصلا توصلوا
sign signed signs signing وقع وقعت وقعوا توقيع
begin began begun begins beginning start started starts starting launch launched launches بدأ بدأت بدؤوا بدء بداية مطلع مستهل انطلق انطلقت انطلاق أطلق أطلقت شرع
end ended ends ending finish finished finishes complete completed conclude concluded انتهى انتهت انتهاء أنهى أنهت اختتم اختتمت ختام أكمل أكملت
last bottom أخير أخيرا الأخير
early sooner prematurely مبكر مبكرا باكرا
continue continued continues go carry carried keep kept استمر استمرت استمرار واصل واصلت تواصل يواصل مستمر
halt halted suspend suspended suspends stop stopped stops pause paused أوقف أوقفت توقف توقفت تعليق علق علقت وقف
postpone postponed postpones delay delayed delays defer deferred أجل أجلت تأجيل أرجأ أرجأت تأجل تأجلت
rise rose risen rises increase increased increases climb climbed soar soared grew grow ارتفع ارتفعت ارتفاع زاد زادت زيادة ازداد ازدادت صعد صعدت
fall fell fallen falls decrease decreased drop dropped drops decline declined slump slumped انخفض انخفضت انخفاض تراجع تراجعت هبط هبطت هبوط
raise raised raises hike hiked higher increase increased رفع رفعت زيادة
cut cuts reduce reduced reduces reduction lower lowered slash slashed خفض خفضت تخفيض قلص قلصت تقليص
arrive arrived arrives arrival تصل يصل وصل وصلت وصلوا وصول
leave left leaves depart departed departs departure غادر غادرت غادروا مغادرة رحل
return returned returns returning عاد عادت عادوا عودة رجع
meet met meets meeting talks التقى التقت التقيا لقاء اجتمع اجتمعت اجتمعوا اجتماع
discuss discussed discusses talk talked لبحث بحث بحثا بحثت بحثوا ناقش ناقشت ناقشا نقاش مباحثات تباحث
help helped helps assist assisted aid assistance ساعد ساعدت مساعدة
build built builds building construct constructed erect erected بنى بنت بناء شيد شيدت تشييد أقام أقامت إنشاء أنشأ
destroy destroyed destroys ruin ruined wreck wrecked demolish demolished دمر دمرت تدمير هدم هدمت
collapse collapsed collapses collapsing انهار انهارت انهيار
damage damaged damages damaging تضرر تضررت أضرار ألحق
attack attacked attacks assault assaulted هاجم هاجمت هاجموا هجوم اعتدى
shell shelled shelling bombard bombarded bombardment قصف قصفت قصفوا
accuse accused accuses blame blamed blames اتهم اتهمت اتهموا اتهام
urge urged urges exhort exhorted حث حثت
warn warned warns warning caution cautioned حذر حذرت تحذير
appoint appointed appoints name named names appointment عين عينت تعيين
elect elected elects انتخب انتخبت انتخاب
win won wins winning victory triumph فاز فازت فوز ظفر
lose lost loses losing defeat خسر خسرت خسارة
approve approved approves approval pass passed endorse endorsed adopt adopted أقر أقرت وافق وافقت موافقة اعتمد اعتمدت تبنى
ban banned bans prohibit prohibited prohibits outlaw outlawed حظر حظرت منع منعت
allow allowed allows permit permitted permits let سمح سمحت أذن أجاز
send sent sends dispatch dispatched dispatches أرسل أرسلت إرسال أوفد بعث
deploy deployed deploys deployment نشر نشرت انتشر انتشار
evacuate evacuated evacuates evacuation أجلى أجلت إجلاء أخلى أخلت إخلاء
rescue rescued rescues save saved saves أنقذ أنقذت إنقاذ
find found finds discover discovered عثر عثرت وجد وجدت اكتشف اكتشفت
search searched searches searching hunt بحث البحث تفتيش
strike strikes walkout stoppage إضراب أضرب أضربت
protest protested protests demonstrate demonstrated demonstration demonstrations rally rallied احتج احتجت احتجاج احتجاجات تظاهر تظاهرت تظاهرة تظاهرات مظاهرة مظاهرات
march marched marches marching مسيرة مسيرات سار
buy bought buys purchase purchased purchases اشترى اشترت شراء ابتاع
sell sold sells sale باع باعت بيع
pay paid pays payment دفع دفعت سدد سددت
fund funded funds finance financed finances bankroll مول مولت تمويل
cost costs كلف كلفت تكلفة كلفة
estimate estimated estimates قدر قدرت يقدر تقدير
steal stole stolen steals theft rob robbed سرق سرقت سرقوا سرقة
fine fined fines غرم غرمت غرامة
sentence sentenced sentences convict convicted condemned حكم حكمت أدان أدانت
acquit acquitted acquits cleared برأ برأت تبرئة
try tried tries attempt attempted attempts حاول حاولت محاولة
judge judges قاض قاضي قاضية
police officers شرطة
army military troops soldiers جيش قوات جنود
journalist journalists reporter reporters صحفي صحفية صحافي صحافية صحفيين
doctor doctors physician physicians medics أطباء طبيب طبيبة
fisherman fishermen صياد صيادون صيادين الصيادون
farmer farmers مزارع مزارعون مزارعين
pupil pupils student students طالب طلاب تلاميذ
teacher teachers معلم معلمون معلمين أساتذة
resident residents inhabitants locals سكان أهالي قاطنين
town towns بلدة بلدات
village villages قرية قرى
city cities مدينة مدن
area region district منطقة إقليم
road roads highway طريق طرق
house houses home homes بيت بيوت منزل منازل
money cash funds أموال نقود
country countries nation nations state states بلد بلدان بلدين البلدان البلدين دولة دول
leader leaders chief head زعيم قائد رئيس
mine mines pit منجم مناجم
coal فحم
leak leaks leaked leakage تسرب تسرب تسريب
winter winters شتاء شتاءين
august آب أغسطس
huge massive enormous vast ضخم ضخمة هائل هائلة
quick quickly rapid rapidly swift swiftly fast سريع سريعا بسرعة
goal goals هدف هدفين هدفان أهداف لهدف بهدفين
manage manages managed director directors إدارة أدار أدارت مدير مديرة
year years سنة سنوات عام أعوام عاما
wage wages pay salary salaries أجر أجور راتب رواتب
last lasted lasts دام دامت استمر استمرت استغرق استغرقت
responsibility مسؤولية مسؤوليته مسؤوليتها مسؤوليتهم
claim claimed claims تبنى تبنت أعلن أعلنت زعم زعمت ادعى ادعت
fair exhibition expo معرض
off near قبالة قرب
order ordered orders decide decided decides rule ruled rules قرر قررت أمر أمرت قضت
carry carried carrying أقل تقل يقل حمل حملت يحمل تحمل
fire fired fires shoot shot أطلق أطلقت إطلاق
disperse dispersed disperses فرق فرقت تفريق
application applications طلب طلبات
cross crossed crosses عبر عبرت عبروا عبور
position positions site sites موقع مواقع
class classed classified designated designate مصنفة مصنف تصنيف صنف صنفت
fulfil fulfilled honour honoured meeting meet met وفى الوفاء وفاء
new جديد جديدة
former ex previous سابق سابقة
forced forces force compel compelled أجبر أجبرت اضطر اضطرت أرغم
conceded concede admit admitted admits acknowledge acknowledged أقر أقرت اعترف اعترفت
deny denied denies denial نفى نفت نفي أنكر
promise promised promises pledge pledged pledges vow vowed وعد وعدت تعهد تعهدت
plan planned plans intend intended intends خطة خطط يعتزم تعتزم ينوي تنوي
expect expected expects forecast توقع توقعت يتوقع متوقع
hold held holds host hosted عقد عقدت عقدوا استضاف استضافت
open opened opens inaugurate inaugurated افتتح افتتحت افتتاح فتح فتحت
join joined joins انضم انضمت انضموا
withdraw withdrew withdrawn withdraws pull pulled انسحب انسحبت انسحاب سحب سحبت
invade invaded invades invasion اجتاح اجتاحت غزا غزت غزو
capture captured captures seized took سيطر سيطرت استولى استولت
flood floods flooded flooding فيضان فيضانات سيل سيول
quake earthquake tremor زلزال هزة
fire fires blaze blazes حريق حرائق
crash crashed crashes تحطم تحطمت اصطدم
sink sank sunk sinks غرق غرقت
drown drowned drowns drowning غرق غرقت غرقوا
capsize capsized capsizes overturn overturned انقلب انقلبت انقلاب
flight flights رحلة رحلات رحلاتها
airline carrier airlines شركة
inside within داخل
foil foiled foils thwart thwarted prevent prevented أحبط أحبطت إحباط منع منعت
freeze froze frozen freezes جمد جمدت تجميد
hand handed hands transfer transferred سلم سلمت تسليم سلمها
walked walkout strike struck أضرب أضربت إضراب
uproot uprooted tore torn اقتلع اقتلعت
palm palms trees نخل نخيل
trader traders merchant merchants تجار تاجر
suspect suspected suspects suspicion يشتبه مشتبه اشتبه
fraud cheating احتيال
alive survived حياة الحياة أحياء
dead body bodies corpse corpses جثة جثث جثتي
ancient archaeological antique أثري أثرية أثريا أثار
smuggle smuggled smuggling تهريب هرب
unpaid wages salaries pay أجور رواتب
halve halved half نصف النصف
disrupt disrupted disrupts halt halted عطل عطلت تعطيل توقف توقفت أوقفت
tour tours جولة جولات
resume resumed resumes استأنف استأنفت استئناف
double doubled doubles تضاعف تضاعفت ضاعف
hospital hospitals clinic مستشفى مستشفيات
nurse nurses ممرضة ممرضات ممرض
statue statues تمثال تمثالا تماثيل
customs جمارك
bank banks مصرف بنك مصارف
account accounts حساب حسابات
prize award awards prizes جائزة جوائز
receive received receives awarded get got تلقى تلقت نال نالت حصل حصلت تسلم
write wrote written writes author كتب كتبت مؤلف
publish published publishes issued issue نشر نشرت أصدر أصدرت صدر
describe described describes وصف وصفت
visit visited visits زار زارت زيارة
marry married wed تزوج تزوجت
bury buried funeral دفن دفنت جنازة تشييع
train trains railway قطار قطارات
ship vessel boat ships vessels boats سفينة سفن قارب قوارب مركب
plane aircraft jet planes طائرة طائرات
bridge bridges جسر جسور
factory plant factories مصنع مصانع معمل
electricity power كهرباء
fuel petrol gasoline وقود بنزين
price prices سعر أسعار
poor impoverished فقير فقراء
offer offered offers عرض عرضت
extend extended extends extension prolong مدد مددت تمديد
"""


def same_wording(term: str) -> frozenset[str]:
    """Return the terms that may stand for an index term, itself among them; empty where it is not known."""
    return _by_term().get(term, frozenset())


def _forms(term: str) -> list[str]:
    """Return a term, and of an Arabic one what it would be behind a preposition, or as a verb in the imperfect and the future: «ستنطلق»."""
    bare = term.removeprefix("ا")
    if term.isascii() or len(bare) < _SHORTEST_VERB:
        return [term]
    return [term, f"ب{term}", f"ل{term}", *(before + bare for before in _BEFORE_VERB)]


@table
def _by_term() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _GROUPS.strip().splitlines():
        group = frozenset(form for word in line.split() for form in _forms(stem(word)))
        for term in group:
            found[term] = found.get(term, frozenset()) | group
    return found
