"""Hold the words that carry no subject of their own, Arabic and English, question words included.

Arabic words are in the spelling of `rag.language.normalise`. Words that name a quantity, a time or a person are not here.
"""

from __future__ import annotations

from typing import Final

from rag.language.normalise import normalise

__all__ = ["ARABIC_STOP_WORDS", "ENGLISH_STOP_WORDS"]

_ENGLISH: Final = """
    a about above after again against all also am an and any are aren't as at be because been before being below between both but
    by can can't cannot could couldn't did didn't do does doesn't doing don't down during each either else etc ever few for from further
    had hadn't has hasn't have haven't having he he'd he'll her here hers herself him himself his how however i i'd i'll i'm i've if in
    into is isn't it it's its itself just let's may me might more most much must my myself neither no nor not of off on once only
    onto or other ought our ours ourselves out over own per quite rather same shall she should shouldn't since so some such than that
    that's the their theirs them themselves then there there's these they they'd they'll they're they've this those though through thus
    to too toward towards under until unto up upon us very via was wasn't we we'd we'll we're we've were weren't what what's whatever
    when where where's whether which whichever while who who's whoever whom whose why will with within without won't would wouldn't yet you
    you'd you'll you're you've your yours yourself yourselves
"""
ENGLISH_STOP_WORDS: Final = frozenset(_ENGLISH.split())
_ARABIC: Final = """
    من إلى الى عن على في مع بين منذ حتى خلال عند لدى بعد قبل حول دون ضد نحو عبر فوق تحت أمام وراء ضمن سوى غير إلا لكن لكنه لكنها بل أو ام
    أم ثم أن إن أنه إنه أنها إنها أنهم إنهم بأن بأنه بأنها لأن لأنه لأنها كأن أنا نحن أنت أنتم هو هي هم هن هما هذا هذه هذان هاتان هؤلاء ذلك تلك
    ذاك أولئك الذي التي الذين اللذين اللذان اللتان اللتين اللاتي اللواتي ما ماذا من متى أين كيف كم لماذا هل أي أية أيا مما ممن فيما عما كما كيفما
    حيث حين حينما عندما بينما إذ إذا لو لولا لما كان كانت كانوا يكون تكون يكونون كنت كنا ليس ليست ليسوا لم لن لا قد لقد سوف له لها لهم لهن
    لنا لي لك لكم به بها بهم بهن بنا بي بك فيه فيها فيهم منه منها منهم منا مني عنه عنها عنهم عليه عليها عليهم إليه إليها إليهم إليك معه معها معهم
    بعض كل كلا كلتا جميع كافة أيضا فقط أكثر أقل جدا هنا هناك هنالك نفس نفسه نفسها ذات ذاته وقد وكان وكانت وهو وهي وهم وما ولا ولم
    ولن وإن وأن فإن فقد فهو فهي بهذا بهذه لهذا لهذه بذلك لذلك كذلك وذلك هكذا مثل مثلا بما لما مهما أينما إما أما كي لكي قط عدا خلا
    وفي ومن وعلى وإلى وعن ومع والتي والذي والذين ال كهذا اذن إذن حيال إزاء بحيث بينهم بينها بينهما عليهما يا إياه ثمة
"""
ARABIC_STOP_WORDS: Final = frozenset(normalise(_ARABIC).split())
