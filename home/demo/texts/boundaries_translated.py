"""The module on boundaries in English and Arabic."""

from home.demo.texts.shapes import Translation

ENGLISH = Translation(
    shelf={
        "title": "Modules",
        "introduction": "What is taught in the courses: goals, plan and material, developed from "
        "the standards.",
    },
    title="Boundaries and self-care",
    lead="An evening about the friendly no: recognise your own limits, call in other services, "
    "stay healthy yourself.",
    goals=(
        "I recognise when a request goes beyond my role.",
        "I can say no in a friendly way and name a service that helps.",
        "I know whom I can talk to about a hard assignment.",
    ),
    introduction="<p>Many guides find it hard to say no. They know what it is to need help. This "
    "module gives words and exercises for it.</p>",
    plan_title="One evening",
    plan=(
        ("Arriving", "Weather cards: how am I here today?", "Round in plenary", "Weather cards"),
        ("Recognising limits", "Where does my task end?", "Traffic light, then in threes", "Sheet"),
        ("Saying no", "Sentences that are friendly and clear", "Role play in pairs", "Case cards"),
        ("Break", "", "", ""),
        ("Passing on", "Which service helps with what?", "Peer advice", "Local network map"),
        ("Taking care", "What does me good after a hard day", "Silent letter", "Paper, envelopes"),
    ),
    question="Think of a request that was too much for you. What would you answer today?",
)

ARABIC = Translation(
    shelf={
        "title": "الوحدات",
        "introduction": "ما يُدرَّس في الدورات: الأهداف والخطة والمواد، مبنية على المعايير.",
    },
    title="الحدود والعناية بالنفس",
    lead="أمسية عن كلمة «لا» اللطيفة: أعرف حدودي، وأستعين بجهات أخرى، وأحافظ على صحتي.",
    goals=(
        "أعرف متى يتجاوز طلبٌ ما حدود دوري.",
        "أستطيع أن أقول «لا» بلطف وأن أذكر جهة متخصصة تساعد.",
        "أعرف مع من أتحدث عن مهمة صعبة.",
    ),
    introduction="<p>يصعب على كثير من المرشدين أن يقولوا «لا»، لأنهم يعرفون معنى الحاجة إلى "
    "المساعدة. تقدّم هذه الوحدة كلمات وتمارين تساعد على ذلك.</p>",
    plan_title="أمسية واحدة",
    plan=(
        ("الوصول", "بطاقات الطقس: كيف حالي اليوم؟", "حلقة جماعية", "بطاقات الطقس"),
        ("معرفة الحدود", "أين تنتهي مهمتي؟", "إشارة المرور، ثم في ثلاثيات", "ورقة عمل"),
        ("قول «لا»", "جمل لطيفة وواضحة", "تمثيل أدوار في ثنائيات", "بطاقات الحالات"),
        ("استراحة", "", "", ""),
        ("الإحالة", "أي جهة تساعد في أي أمر؟", "مشورة بين الزملاء", "خريطة الشبكة المحلية"),
        ("العناية بالنفس", "ما يريحني بعد مهمة صعبة", "رسالة صامتة إلى نفسي", "ورق ومظاريف"),
    ),
    question="فكّر في طلب كان فوق طاقتك. ماذا تجيب اليوم؟",
)
