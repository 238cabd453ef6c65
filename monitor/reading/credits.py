"""The lines that say who edited an article, and under which headline it was first printed; others: `monitor.text`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from monitor.markup.line import seen_line
from monitor.markup.page import fields_of, line_of
from monitor.markup.surroundings import INFO, Surroundings
from monitor.text.bylines import is_person, persons_in
from monitor.text.bylines import read_author as read_author  # with the next line: all credits in one place
from monitor.text.hygiene import tidy
from monitor.text.markdown import Block, Paragraph
from monitor.text.sources import read_source as read_source
from monitor.text.sources import signed_lines

_HAN = "\u4e00-\u9fff"
_MARK = r"[:：丨|｜/／︱]"
_RESPONSIBLE = r"[责責]\s?任\s?[编編]\s?[辑輯]|[责責]\s?[编編]"
_EDITING = r"(?:本[文期版]|值班|新媒体|实习|见习|网络|图文|执行)?[编編]\s?[辑輯]"
_DESK = (
    r"编审|编校|校\s?对|责校|审\s?核|审校|总?监制|初审|复审|终审|[一二三][审校]|(?:执行|值班|副)?主编|总编辑?"
    r"|值班(?:主任|编委|总编)|美编|版式|签发|统筹|策划|出品人?"
)
_LABEL = re.compile(
    rf"(?:{_RESPONSIBLE}|{_EDITING}|{_DESK}|[来來]\s?源|稿源|作者|[记記]者|通[讯訊][员員]|摄影|制图|日期|[时時][间間])\s?{_MARK}"
    rf"|\s(?:{_EDITING}|{_DESK})\s"
)
_NAMES_OF = rf"(?:\s?{_MARK}\s?|\s)[【\[]?(?=(?P<names>[^【】\[\]（(）)]{{1,80}}))"
_NAMED = tuple(re.compile(rf"(?:{label}){_NAMES_OF}") for label in (_RESPONSIBLE, _EDITING))
_NAMES = re.compile(
    r"(?:[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){1,2}(?![A-Za-z])|[^\s]{1,40})"
    rf"(?:[\s、，]{{1,2}}[{_HAN}]{{2,4}}(?=[\s、，]|$)){{0,12}}"
)
_BUTTON = re.compile("(?:我要)?纠错|打印|关闭|分享到?|收藏|返回|举报|扫一扫|朗读")  # may touch a name
_ACCOUNT = re.compile(rf"健康[{_HAN}]{{2,4}}|[{_HAN}]{{2,6}}(?:卫健委?|医保|疾控|宣传|发布|融媒)")  # is no person
_TAKEN_APART = re.compile(rf"(?<![{_HAN}])([{_HAN}])\s([{_HAN}])(?![{_HAN}])")
_EDITOR_LINE = re.compile(rf"[（(【\[]?\s?(?:本文)?(?:{_RESPONSIBLE})(?:\s?{_MARK}|\s)[^。]{{1,120}}$")
_DESK_LINE = re.compile(rf"[（(【\[]?\s?(?:{_EDITING}|{_DESK})(?:\s?{_MARK}|\s)[^。！？!?]{{1,120}}$")
_PERSON = re.compile(rf"[{_HAN}·]{{1,4}}|[{_HAN}]{{1,6}}·[{_HAN}]{{1,6}}|[A-Za-z0-9_.]{{1,20}}")
_AUTHORITY = re.compile(r"..(?:局|委|厅|法院)$")  # 统筹：市医保局 市数据局 says who does it
_UNMARKED = re.compile(rf"(?:{_EDITING}|{_DESK})\s(?![^:：/／|｜丨]{{0,80}}{_MARK})")
_BETWEEN = re.compile(rf"[\s、，,；;（()）【】\[\]]|{_MARK}")
_IS_ORIGINAL = r"(?:(?:本文|文章|新闻|稿件)\s?)?原(?:[文稿报]?标题|\s标\s题|標題|文?题目?|題)"
_ORIGINAL = re.compile(
    rf"[▲△※*]?(?P<open>[（(【\[]?)\s?{_IS_ORIGINAL}\s?(?:为\s?)?"
    r"(?:《(?P<named>[^《》]{1,100})》|(?:[】\]]\s?[:：]?|(?P<mark>[:：﹕︰∶丨|｜/／︱]"
    r"|(?<=标题)\s?(?:[-—–]{1,3}|[>＞]{1,3}|·)))\s?(?P<rest>.{1,200})$)"
)
# Credits before it: （来源：云州日报 原标题：….
_CREDITED = re.compile(
    rf"[（(【\[]?(?:(?:[来來]\s?源|稿源|{_RESPONSIBLE}|{_EDITING}|{_DESK}|作者|[记記]者|通[讯訊][员員])\s?{_MARK}\s?"
    rf"[^，。,；;:：|｜丨]{{1,20}}?[\s，,；;|｜丨）)】\]（(【\[]{{1,4}}){{1,4}}(?={_IS_ORIGINAL})"
)
_ALONE = re.compile(rf"[（(【\[]?\s?{_IS_ORIGINAL}\s?[】\]）)]?\s?[:：﹕︰∶]\s?[】\]）)]?")
_CREDITS = re.compile(rf"[（(【]?(?:作者|文字?|撰文|记者)\s?{_MARK}[^，。]{{2,60}}$")  # 文字｜李木 编辑｜王林
_WRAPPED = re.compile(r"^《([^《》]{1,100})》$")
_BEHIND_TITLE = re.compile(
    rf"\s?[（(【\[]?(?:(?:{_RESPONSIBLE}|稿源)\s?{_MARK}|来\s?源\s?(?:[:：丨|｜︱]|[/／]\s?[{_HAN}]{{2,12}}[报网社台端]$))"
    rf"|[\s（(【\[）)】\]](?:{_EDITING}|{_DESK}|作者|记者)\s?{_MARK}|\s(?:文|图文|文图)\s?[/／]|\s?[>＞]{{2,4}}$"
    rf"|\s?[（(](?:来自)?[{_HAN}]{{2,8}}(?:[日晚早晨时]报|都市报|新闻网|电视台|客户端|融媒体?(?:中心)?)[）)]{{1,2}}$"
    r"|[，,；;\s（(](?:本[网报刊站文]|内容)?(?:略|稍)?有删[改节][）)】]{0,2}$"
)
_DAY_BEHIND = re.compile(r"\s20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?[\s\d:：]{0,9}[）)】\s|｜/／]{0,4}$")
# Without a mark a name alone is a credit: 记者 李木, （记者李木）; 记者实地探访 is none.
_NAME_BEHIND = re.compile(
    rf"(?:[\s（(【\[）)】\]](?:{_EDITING}|{_DESK}|作者|记者)\s|[（(](?:作者|记者))(?P<name>[{_HAN}]{{2,4}})[）)]?$"
)
_BEHIND_BOOK = re.compile(r"[\s，,。；（(]{0,2}(?:[作记]者|原?[载刊]于?|发表于|有删|有改|略有|编辑|责编)[^。]{0,40}")
_BALANCED = re.compile(r"(?:[^（()）]|[（(][^（()）]{0,60}[）)])+")
_FOOT, _FEW = 3, 5  # blocks of another kind that may stand behind, or between, the lines at the foot; labels of a line
_TITLE, _LAST = 60, 8  # characters of a headline behind a line 原标题：; texts before the text that may be one name
_EDITOR = '[class*="edit"], [id*="edit"], [class*="Edit"], [id*="Liability"], [class*="infor"], [class*="bianji"]'
_LABELLED = re.compile(
    r"(?P<label>作\s?者|[记記]者|撰稿|[责責]任[编編][辑輯]|[责責][编編]|(?<![\u4e00-\u9fff])[编編][辑輯])\s?[:：]\s?"
    r"(?P<names>(?:(?!作\s?者|[记記]者[:：]|[责責]任|[责責]?[编編][辑輯]?\s?[:：]"
    r"|[来來]\s?源\s?[:：]|(?:[发發][布佈表])?(?:[时時][间間]|日期)\s?[:：])[^:：|｜丨\[\]【】（()）]){1,40})"
)
_DATED = re.compile(r"(?=[^，。！？；]{8,100}$).{0,80}20\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d")
_BYLINE = re.compile(r"[■□◎●◆▲☆★]?\s?(?:本[报網网台刊社])?(?:[记記]者\s|通[讯訊][员員][\s:：])|文\s?[/／:：]")
_BEHIND_NAMES = re.compile(r"\s(?:(?:20)?\d\d[-年/.]|来\s?源|(?:发布|刊发)?(?:时间|日期)).*")  # in such a line
_SAYS_WHO = re.compile(
    r"[（(【]?(?:责任编辑|责编|(?:发布|发表|刊发|上传)(?:时间|日期)[:：][\s\d:：年月日./-]{8,30}(?:责任编辑|责编))\s?[:：]"
)


def read_editor(text: str) -> str:
    """Return the names after 责任编辑： in `text`, else those after another 编辑：, as printed; empty without any."""
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            own = _BUTTON.split(_LABEL.split(match["names"], maxsplit=1)[0], maxsplit=1)[0]
            names = _NAMES.match(_TAKEN_APART.sub(r"\1\2", tidy(own)))
            if names and not _ACCOUNT.fullmatch(names[0]):
                return names[0].strip("、，；;|｜ ")
    return ""


def is_credit(text: str) -> bool:
    """Tell whether a paragraph is an editor's line or 原标题：…"""
    return _is_desk(text) or bool(read_original_headline(text))


def take_editor(blocks: list[Block]) -> tuple[list[Block], str]:
    """Return `blocks` without the desk's lines at their ends (责任编辑, 一审, 监制 …) and those that say who handed in
    a text or drew for it, and the editor whom the desk's name, or 原标题： with a credit beside it."""
    kept, lines = list[Block](), list[str]()
    for block in reversed(blocks):
        text = block.text if isinstance(block, Paragraph) and (len(kept) < _FOOT or block is blocks[0]) else ""
        lines += [text] if (is_desk := _is_desk(text)) else []
        if not is_desk or read_original_headline(text):
            kept.append(block)
    ends = [block.text for block in blocks[:_FOOT] + blocks[-_FOOT:] if isinstance(block, Paragraph)]
    lines += [at for at in ends if read_original_headline(at) or (_CREDITS.match(at) and persons_in(read_editor(at)))]
    kept.reverse()
    signed = signed_lines([block.text if type(block) is Paragraph else "" for block in kept])
    return [block for place, block in enumerate(kept) if place not in signed], read_editor(" ".join(lines))


def read_original_headline(text: str) -> str:
    """Return the headline that a line 原标题：…, （原标题：…） or 【原标题】… names; empty for a sentence."""
    before = _CREDITED.match(text)
    if not (match := _ORIGINAL.match(text, before.end() if before else 0)) or _ALONE.fullmatch(text):
        return ""
    if match["named"]:
        behind = _BEHIND_TITLE.split(text[match.end() :].replace("，", " "), maxsplit=1)[0]
        left = behind.strip("）)】]。 ")
        return "" if left and not _BEHIND_BOOK.fullmatch(left) else match["named"].strip()
    title = _without_credits(match["rest"])
    if (match["open"] and match["mark"]) or before:
        inside = _BALANCED.match(title) if match["open"] in "（(" else None
        closed = inside[0] if inside else title.rstrip("】]")
        # What stands behind the bracket makes it the opening of a paragraph.
        own = closed.strip("。 】]" if before else "。 ")
        return _WRAPPED.sub(r"\1", own) if not title[len(closed) :].strip("）)】]。 ") else ""
    return "" if title.endswith("。") else _WRAPPED.sub(r"\1", title)


def _without_credits(title: str) -> str:
    title = _DAY_BEHIND.sub("", _BEHIND_TITLE.split(title, maxsplit=1)[0])
    told = _NAME_BEHIND.search(title)
    return (title[: told.start()] if told and is_person(told["name"]) else title).strip(" |｜/／丨")


def take_original_headline(blocks: list[Block]) -> tuple[list[Block], str]:
    """Return `blocks` without the line 原标题：… at their head or foot, and the headline that it names."""
    for index, block in enumerate(blocks):
        at_an_end = index < _FOOT or index >= len(blocks) - _FOOT
        if not at_an_end or not isinstance(block, Paragraph):
            continue
        if title := read_original_headline(block.text):
            return [*blocks[:index], *blocks[index + 1 :]], title
        behind = blocks[index + 1] if index + 1 < len(blocks) and _ALONE.fullmatch(block.text) else None
        if isinstance(behind, Paragraph) and len(behind.text) <= _TITLE and not behind.text.endswith("。"):
            return blocks[:index] + blocks[index + 2 :], _WRAPPED.sub(r"\1", behind.text)
    return blocks, ""


def _is_desk(text: str) -> bool:
    if _EDITOR_LINE.match(text) or not _DESK_LINE.match(text):
        return _EDITOR_LINE.match(text) is not None
    # 审核：医院自评后由省里复核 is text: behind a label of the desk stand names and further labels.
    values = [value for value in _BETWEEN.split(_LABEL.sub(" ", text)) if value]
    bare = _UNMARKED.match(text)
    told = _TAKEN_APART.sub(r"\1\2", text[bare.end() :]).split() if bare else []
    if len(told) > 1 and not any(map(is_person, told)):
        return False  # 编辑 基因 治罕见病
    return all(_PERSON.fullmatch(value) and not _AUTHORITY.search(value) for value in values)


def read_liability(around: Surroundings) -> str:
    """Return the editor that the page names after 责任编辑：, right behind the text or in an element called so."""
    for text in (each.strip("[] ") for each in around.behind):
        if (_SAYS_WHO.match(text) or _is_desk(text)) and (editors := persons_in(read_editor(text))):
            return "、".join(editors)
    for node in around.page.all(_EDITOR):
        line = line_of(node)  # whose buttons may touch the name: 责任编辑：李木<a>我要纠错</a>
        if editor := read_editor(line) and (read_editor(seen_line(node, list(node.iter("a")))) or read_editor(line)):
            return editor
    return ""


def read_line_names(around: Surroundings, taken: Sequence[str] = ()) -> tuple[str, str]:
    """Return author and editor whom a line of information between headline and text names behind a colon, or one of the
    last texts before the text that has a day or says nothing else, or one that begins with 记者; `taken` are such lines
    that stand in the element of the text."""
    found = {"author": "", "editor": ""}
    own = [node for node, _ in around.lines(INFO) if around.is_between(node)]
    lines = [*taken, *(part for node in own for part in fields_of(node))]
    headings = {text for _, text in around.headings}
    nearest = [*takewhile(lambda text: text not in headings, islice(around.near, _LAST))]
    nearest += islice(around.labelled, len(nearest))
    lines += [text for text in nearest if _LABELLED.fullmatch(text) or _DATED.match(text)]
    for match in (each for text in lines for each in islice(_LABELLED.finditer(text), _FEW)):
        kind = "editor" if match["label"][-1] in "辑輯编編" else "author"
        found[kind] = found[kind] or "、".join(persons_in(match["names"]))
    bylines = (read_author([_BEHIND_NAMES.sub("", text)]) for text in nearest if _BYLINE.match(text))
    written = (each for each in bylines if each and all(map(is_person, each.split("、"))))
    return found["author"] or next(written, ""), found["editor"]
