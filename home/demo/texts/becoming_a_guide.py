"""How one becomes a guide, in English and Arabic; the German page stands in the tree."""

TRANSLATIONS = {
    "en": {
        "title": "How to become a guide",
        "lead": "You speak German and another language, and you like to help people arrive?",
        "text": "<h2>What you bring</h2><p>Patience, an open ear and a little time. You need no "
        "degree. You speak German well enough to follow a conversation at an office.</p><h2>What "
        "you learn with us</h2><p>A course takes 20 to 36 teaching units. One unit is 45 minutes. "
        "The course is free of charge.</p><h2>How it begins</h2><p>Look for a course near you "
        "under "
        "Dates. Sign up with your name and e-mail address. You need no password.</p>",
        "note": (
            "Good to know",
            "Guides show ways. They do not replace professional advice. Courses are held in "
            "German.",
        ),
    },
    "ar": {
        "title": "كيف تصبح مرشداً أو مرشدة",
        "lead": "تتحدث الألمانية ولغة أخرى وتحب مساعدة الناس على الاستقرار؟",
        "text": "<h2>ما الذي تحتاج إليه</h2><p>الصبر وحسن الاستماع وبعض الوقت. لا تحتاج إلى شهادة "
        "جامعية. يكفي أن تفهم محادثة في إحدى الدوائر بالألمانية.</p><h2>ما الذي تتعلمه عندنا</h2>"
        "<p>تستغرق الدورة من 20 إلى 36 وحدة تعليمية، والوحدة 45 دقيقة. الدورة مجانية.</p><h2>كيف "
        "تبدأ</h2><p>ابحث في صفحة المواعيد عن دورة قريبة منك، وسجّل باسمك وبريدك الإلكتروني. لا "
        "تحتاج إلى كلمة مرور.</p>",
        "note": (
            "من المفيد أن تعرف",
            "يدلّ المرشدون على الطريق ولا يحلّون محل الاستشارة المتخصصة. الدورات باللغة الألمانية.",
        ),
    },
}
