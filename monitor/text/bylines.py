"""The reporters whom a line credits. Every pattern is bounded: a byline of 24 reporters once took minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "\u4e00-\u9fff"
_ROLE = re.compile(
    rf"(?:(?:^|(?<=[\s、，,；;]))[{_HAN}]{{1,8}}?[报網网台社刊])?(?:见习|实习|特约|首席|驻站|融媒)?"
    r"(?:[记記]者|[评評][论論][员員]|通[讯訊][员員]|撰稿人?)[:：]?|[实實][习習]生[:：]?"
)
_BRACKETED = re.compile(r"[（(]([^（）()]{2,400})[）)]")
# 本报记者 李木 / 中青报·中青网记者 李木 / 云州日报社全媒体首席记者李木
_REPORTER = re.compile(
    rf"[{_HAN}A-Za-z0-9·“”]{{0,20}}?\s?(?:[记記]者|[评評][论論][员員]|通[讯訊][员員])[:：\s丨｜|︱]*(?P<names>.{{2,400}})$"
)
_LABELLED = re.compile(
    r"[（(【]?(?:作者|文字?|撰文|采写|撰稿人?|执笔)\s?[:：/／︱|丨｜]\s?"
    rf"(?:[{_HAN}·]{{0,12}}?(?:[记記]者|[评評][论論][员員])[:：\s]*)?(?P<names>.{{2,400}}?)[）)】]?$"
)
_SIGNED = re.compile(
    rf"[（(]?(?P<names>[{_HAN}]{{2,4}}(?:[\s、][{_HAN}]{{2,4}}){{0,3}})\s?[/／]\s?文(?:[\s，,、].{{0,40}})?[）)]?$"
)
# On a line of its own, who wrote it and took the pictures as well (文/图 李木, 李木 文/图), or wrote it: 撰文 李木.
# Behind 供稿 may stand places: only behind an office it is a person.
_BOTH = r"(?:图文|文图|文\s?[/／、]\s?图|图\s?[/／、]\s?文)"
_WRITERS = re.compile(
    rf"[（(]?\s?(?:{_BOTH}|撰文|(?P<gave>供稿))(?:\s?[/／:：|丨｜]\s?|\s)(?P<names>[{_HAN}·\s、，]{{2,60}})[）)]?"
    rf"|[（(]?(?P<before>[{_HAN}·\s、，]{{2,60}})\s{_BOTH}[）)]?"
)
_NEXT = re.compile(
    r"\s(?:[初复终一二三]审|审[核校稿]|责编|责任编辑|编辑|校对|摄影)\s?[:：丨|｜/／].*"
)  # the next credit
_PHOTOGRAPHER = re.compile(rf"(?<![{_HAN}])[{_HAN}]{{1,3}}(?!文)[{_HAN}]\s?[/／]\s?(?:图|摄影?)(?![{_HAN}])")
_WROTE = re.compile(rf"(?<=[{_HAN}]{{2}})\s?[/／]\s?文(?![{_HAN}])")
_OFFICE = re.compile(r"[（(][^（）()]{0,60}[）)]?$")  # 作者：李木（云州大学公共卫生学院）
_FRAME = "（()） □■◎●○◆◇▪▲△☆★※"
_LEAD = re.compile(r"[^。]{2,30}?[电讯]\s(?:本[报网台刊])?(?:[记記]者|通[讯訊][员員])\s?(?P<names>[^。，]{2,120}?)报道")
_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,8}}(?:[·•・‧][{_HAN}]{{1,8}}){{1,3}}")
_NO_NAME = re.compile(
    r"整合|摄影|报道|编辑|整理|调查|手记|札记|日记|观察|采访|获悉|了解|注意|发现|综合|文章$|从|在|就|对|近日|昨[日天]|今[日天]|日前"
)
_ENDING = re.compile(
    r"\s?[，,、]?\s?(?:文\s?[/／、]?\s?图|图\s?[/／]\s?文|文并摄|(?:摄影|综合|联合)?报道|整合|整理|编译)$"
)
_PLACE = re.compile(rf"\s[{_HAN}]{{2,5}}(?:报道|电|综合)$")  # 本报记者 李木 云州报道
_PICTURE = re.compile(r"(?:摄|摄影|供图|[\s/／]图)$")
# Names with which families are called, without those that begin offices and accounts as often (云, 广, 国, 宣).
_FAMILIES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费廉岑"
    "薛雷贺倪汤滕殷罗毕郝邬安常于时傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季"
    "麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁"
    "荀羊惠甄曲封芮储靳汲糜松井段富巫乌焦巴弓牧山谷车侯候班秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍"
    "赖卓蔺屠蒙池乔阴胥苍闻莘翟谭贡劳姬申扶冉宰郦雍桑桂濮牛寿边扈燕冀浦尚农温庄晏柴瞿阎闫慕茹习艾鱼容古易戈廖庾居衡步耿满匡寇禄阙欧"
    "沃隆师巩聂晁敖冷訾辛阚那简饶曾沙鞠丰关查荆游竺权盖肖佟岳付代覃邸揭仝亓郗佘原苑战尉练连兰涂冼裘敬银年税但问逯仉"
)
_DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|百里|呼延|南宫|独孤|轩辕|宇文"
_PERSON = re.compile(
    rf"[{_FAMILIES}][{_HAN}]{{1,2}}|(?:{_DOUBLE})[{_HAN}]{{1,2}}|[{_HAN}]{{1,8}}(?:[·•・‧][{_HAN}]{{1,8}}){{1,3}}"
)
_LATIN = re.compile(r"(?!.{0,32}(?:Daily|News|Times|Media|Online|China))[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){1,2}")
_NO_PERSON = re.compile(
    r"(?:[报網网台社刊院校局委司部处室科办组站厅]|发布|中心|消息|编辑|编者|管理员?|佚名|匿名|未知|原创|本站|医保|疾控|宣传|健康|卫生|融媒|综合"
    r"|全媒体|摄|整理|转载|分享|讯|署名|文末|党建|数据|网络|投稿|来源|通讯|来稿|供稿|摄影|同上|无|打印|阅读|字号|点击|浏览|收藏|关闭)$|发布者|小编|网易|新浪|搜狐|网友"
)
# Of names without a family: syllables that Uyghur, Tibetan and Kazakh ones are written with.
_SYLLABLES = re.compile(
    "阿依|古丽|买买|买提|玛依|帕提|迪丽|努尔|吐尔|阿布|艾尼|热合|次仁|卓玛|扎西|多吉|央金|格桑|尼玛|巴桑|旦增|丹增|达瓦|索朗|白玛|拉姆|德吉"
)
_BEFORE_NAME = re.compile(
    rf"[{_HAN}]{{1,14}}(?:[报網网台社刊院校局委司部处室科办组站厅者员]|中心|大学|公司|院士|教授|主任)"
)
_PRESS = re.compile("(?:[报网社台刊]|发布|客户端)$")
_SHORT_NAME = 3  # characters
_PARAGRAPHS = 2  # a reporter is credited at the head or at the foot of a text


def read_author(texts: list[str]) -> str:
    """Return the reporters credited in the first or last paragraphs, joined by 、; empty if nobody is named.
    Correspondents and trainees beside them are counted; who took a picture is not."""
    foot = max(_PARAGRAPHS, len(texts) - _PARAGRAPHS)
    for text in texts[:_PARAGRAPHS] + texts[foot:]:
        for credit, whole in _credits(text):
            if names := _names(credit, whole):
                return "、".join(dict.fromkeys(names))
        if match := _WRITERS.fullmatch(_NEXT.sub("", text)):
            told = _joined(re.split(r"[\s、，]+", (match["names"] or match["before"]).strip()))
            names = _without_office(told)
            if all(is_person(name) for name in names) and not (match["gave"] and names == told):
                return "、".join(dict.fromkeys(names))
    return ""


def persons_in(told: str) -> list[str]:
    """Return the persons that a field of 作者 or 编辑 names, as printed: by the name of a family, in parts, in Latin
    letters, or short and nothing else; offices, accounts and roles are none, but may stand before one (宣传部 李木)."""
    if latin := _LATIN.match(told.strip()):
        return [latin[0]]
    names = list[str]()
    for part in re.split(r"[、，,；;/／]", _ROLE.sub(" ", told)):
        tokens = _joined(part.split())
        while tokens and _BEFORE_NAME.fullmatch(tokens[0]) and not is_person(tokens[0]):
            tokens.pop(0)
        for place, token in enumerate(tokens):
            if not is_person(token, rare=not place):  # behind a blank a button may stand
                return names
            names.append(token)
    return names


def is_person(token: str, rare: bool = False) -> bool:
    """Tell whether a word is a person's name; a `rare` one of two or three characters begins with no known family's."""
    if _NO_PERSON.search(token) or _NO_NAME.match(token) or not _NAME.fullmatch(token):
        return False
    known = _PERSON.fullmatch(token) or _SYLLABLES.search(token)
    return bool(known) or (rare and len(token) <= _SHORT_NAME)


def _credits(text: str) -> Iterator[tuple[str, bool]]:
    """The places in `text` that may name reporters, and whether there must be nothing but names."""
    if match := _LABELLED.match(text):
        yield match["names"], False
    if match := _REPORTER.match(text.strip(_FRAME)):
        yield match["names"], True
    for bracketed in _BRACKETED.finditer(text):
        if match := _REPORTER.match(bracketed[1].strip()):
            yield match["names"], True
    if (match := _SIGNED.match(text)) and _is_signature(re.split(r"[\s、]", match["names"])):
        yield match["names"], True
    if match := _LEAD.match(text):
        yield match["names"], True


def _is_signature(names: list[str]) -> bool:
    """Tell whether what stands before /文 are persons: one may write under any name, but a press is none."""
    if len(names) > 1 and min(map(len, names)) > 1:
        return any(_PERSON.fullmatch(name) for name in names)
    return not _PRESS.search(names[-1])


def _without_office(tokens: list[str]) -> list[str]:
    """Leave out an office or a title before the name of a person: 宣传科 李木, 中国工程院院士 李木."""
    first, second = (*tokens, "", "")[:2]
    office = _BEFORE_NAME.fullmatch(first) and not _PERSON.fullmatch(first)
    return tokens[1:] if office and is_person(second) else tokens


def _names(credit: str, whole: bool) -> list[str]:
    credit = _OFFICE.sub("", _WROTE.sub("", _PHOTOGRAPHER.sub("", credit)))
    credit = _PLACE.sub("", _ROLE.sub(" ", credit).strip())
    if not (ended := _ENDING.sub("", credit)) or (ended == credit and _PICTURE.search(credit)):
        return []
    found: list[str] = []
    for part in re.split(r"[、，,；;/／]", ended):
        for token in _without_office(_joined(part.split())):
            if not _NAME.fullmatch(token) or _NO_NAME.match(token):
                return [] if whole else found
            found.append(token)
    return found


def _joined(tokens: list[str]) -> list[str]:
    """Put together what a typesetter took apart: 李 木 is one name of two letters."""
    joined: list[str] = []
    alone = False
    for token in tokens:
        if alone and len(token) == 1:
            joined[-1] += token
            alone = False
        else:
            joined.append(token)
            alone = len(token) == 1
    return joined
