"""Lines that a renderer of Markdown may take for markup."""

from __future__ import annotations

from hypothesis import strategies as st

from monitor.text.hygiene import tidy

HOSTILE = [
    "1. 第一条", "12) 第二条", "# 标题", "#标题", "结尾 #", "- 列项", "+ 列项", "> 引用", "---", "- - -", "***", "===",
    "*强调* 和 **加粗**", "_下划线_ 与 a_b_c", "__双下划线__", "[链接](http://x.cn)", "![图](x.png)", "[ref]: http://x.cn",
    "<script>alert(1)</script>", "a < b & c", "&lt; 与 &amp; 与 &#60;", "`代码` ``", "\\反斜杠\\*", "3~5天，1~2个月", "~~删除~~",
    "| 表 | 格 |", "R&D", "{: .class }", "http://x.cn/a_b_c*d", "　　缩进", "2025. 12月", "1.无空格", "~", "<", "\\",
    "http://x.cn/?region=1&section=2&copy=3&times=4&lt=5&para", "&copy; &region; &amp;lt;",
]  # fmt: skip


LINES = st.text(
    st.one_of(
        st.sampled_from("*_#<>&;[](){}`~\\-+=.!|:123 \u3000医院AI"),
        st.characters(exclude_categories=["C", "Zl", "Zp", "Co"]),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: tidy(text) != "")
