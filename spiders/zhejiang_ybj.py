"""浙江省医保局 https://ybj.zj.gov.cn

列表：大汉 jpage 的两个栏目，栏目号取自 2022–2025 年的文章网址（见于三处公开资料），栏目页的地址照同一平台的写法推
出，没有人写过；省里别的网站已换到 JPAAS，这里若也换了，头一次联网就要改。网址带日期，月日不补零，末段编号即主键。没
有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import hanweb


class ZhejiangYbj(OutletSpider):
    """浙江省医保局"""

    name = "zhejiang_ybj"
    outlet = "浙江省医保局"
    region = "浙江"
    on_trial = True
    family = "hanweb"
    hosts = ("ybj.zj.gov.cn",)
    articles = (hanweb.article("ybj.zj.gov.cn"),)
    sources = (
        *hanweb.lists("https://ybj.zj.gov.cn/col/{}/index.html", "news=col1229225636"),
        *hanweb.lists("https://ybj.zj.gov.cn/col/{}/index.html", "policies=col1229113757", optional=True),
    )
    templates = hanweb.TEMPLATES
