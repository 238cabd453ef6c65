"""All settings of the project, each with its reason. Any of them can be given by `-s NAME=VALUE`."""

import os
from pathlib import Path

from scrapy.utils.conf import closest_scrapy_cfg

# --- identity ---------------------------------------------------------------------------------------------------
BOT_NAME = "zhoubao"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
SPIDER_LOADER_CLASS = "monitor.outlet.declaration.OutletLoader"  # an address has one spider, the most particular
TEMPLATES_DIR = str(Path(__file__).parent / "templates")  # of `scrapy genspider`: one for each family
COMMANDS_MODULE = "monitor.commands"
MONITOR_CONTACT = os.environ.get("MONITOR_CONTACT", "")  # an address at which an outlet can reach the operator
# Honest about what it is; "Mozilla/5.0" stands first because old pages send other clients to their mobile twin.
USER_AGENT = (
    f"Mozilla/5.0 (compatible; zhoubao/0.1; health policy bulletin{'; +' if MONITOR_CONTACT else ''}{MONITOR_CONTACT})"
)
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",  # the library asks for English, and some sites answer so
}
BULLETIN_TITLE = "全国卫生信息化舆情监测周报"
BULLETIN_PUBLISHER = "北京市卫生健康大数据与政策研究中心"
# {count}, {since} and {until} are filled in.
BULLETIN_INTRODUCTION = (
    "本期周报共收集{count}篇卫生健康大数据与政策研究相关信息，时间从{since}到{until}，"
    "监测范围包括全国主流媒体及政府网站等。"
)
# Of the issue's files, without the ending; {title}, {number} and {date} (20251212) are filled in. As the office names
# them: "《{title}》第{number}期 {date}". The Markdown, by which the folder is known, stays bulletin.md.
BULLETIN_FILE_NAME = "bulletin"
BULLETIN_LAYOUT = "house"  # of HTML, PDF and Word; "official": after GB/T 9704-2012, the standard of official documents
# The office's own Word file (.docx): its letterhead, header, footer, page and styles stay, the issue is put into it.
BULLETIN_WORD_TEMPLATE = ""
BULLETIN_OUTLET_NAMES: dict[str, str] = {}  # spider → printed name, where it is not the outlet's own: {"cnr": "央广"}
OUTLETS_ADMITTED: list[str] = []  # outlets on trial that are asked with the others: write here what you saw working
BULLETIN_EDITOR = os.environ.get("MONITOR_EDITOR", "")  # who is at the keyboard, as the record names them
BULLETIN_MARK_EDITS = True  # tell the reader of a changed headline, a cut and a correction
BULLETIN_TOP = 3  # articles an issue; every known issue has three
BULLETIN_BOTH_KINDS = (
    False  # True: of several articles one at least is an authority's, and one a paper's, if there is any
)
ISSUE_ANCHOR = (622, "2025-04-25")  # the number and day from which all others are counted
ISSUE_SEVEN_DAYS = False  # True: the issue after a free Friday covers seven days, not the free week too
# What outlets with a search box are asked for (one request each).
SEARCH_WORDS = [
    "人工智能 医疗", "智慧医疗", "医疗大模型", "健康医疗大数据", "全民健康信息平台", "医共体 信息",
    "检查检验结果互认", "互联网医院", "远程医疗", "电子病历", "医保 数据", "数智健康",
]  # fmt: skip

# --- politeness -------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time for each host
CONCURRENT_ITEMS = 1  # Scrapy starts so many tasks for each response, and our stages wait for nothing
DOWNLOAD_DELAY = 1  # seconds between two requests to one host
CRAWL_DELAY_CAP = 10  # seconds; what robots.txt asks for beyond this is not waited for (www.people.com.cn: 120)
RETRY_AFTER_CAP = 60  # seconds; a host that is busy is left alone as long as it asks, but a run has not the whole night
DOWNLOAD_TIMEOUT = 30  # seconds; the library's 180 would let one dead host hold up a run
METAREFRESH_IGNORE_TAGS = ["script", "noscript"]  # the library's list lets a tag count that a script writes
METAREFRESH_MAXDELAY = 60  # seconds; a page that stays so long is meant to be read, and only then loads anew
DOWNLOAD_VERIFY_CERTIFICATES = True  # else who sits on the line writes the bulletin; exceptions: wrong_certificates
# A PEM file of further authorities, for an office whose proxy signs everything itself; the machine's own stay trusted.
# Without it a proxy on this very machine is believed, and told (monitor.network.certificates).
CERTIFICATE_AUTHORITIES = os.environ.get("MONITOR_CERTIFICATE_AUTHORITIES", "")
# True: a site whose robots.txt answers 5xx or not at all is asked all the same, for one that fails so for months
ROBOTS_UNREACHABLE_ALLOWED = False  # RFC 9309, 2.3.1.4: it must be taken to forbid all
# Networks that stand for the public one, as 198.18.0.0/15 does behind a proxy that answers names with made addresses.
PRIVATE_NETWORKS_ADMITTED: list[str] = []
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes; the library's 1 GiB would let one page fill the memory
LISTING_MAX_PAGES = 40  # pages of one listing; a guard against a listing that never leaves the window
# Pages behind one list in one run: a paper's week has about 300. One that always leads to one more would never end.
LISTING_MAX_REQUESTS = 1000
# What one outlet may cost in a run; what was left out is told, as a figure. The largest, a paper's week and its site,
# need some 1,000 pages, of 40 KB in the mean and 400 at most, and list some thousand articles. Memory needs no figure
# of its own: bodies are bounded one by one (DOWNLOAD_MAXSIZE), and so are the links that are kept.
OUTLET_MAX_PAGES = 5000  # requests, of which lists may take half
OUTLET_MAX_BYTES = 1 << 30
OUTLET_MAX_LINKS = 20_000
# Pages of an outlet that a run may look at where a list fell away and articles may be missing; 0: none. A front page,
# its dozen sections and a further page of the good ones are some forty; more is a minute's politeness for little.
DISCOVERY_MAX_PAGES = 60
DISCOVERY_ALWAYS = False  # True: look round though nothing is lacking, as `scrapy discover` does
CLOSESPIDER_TIMEOUT = 6 * 3600  # seconds; 20,000 articles would be six hours of polite requests
ARTICLE_MAX_PAGES = 20  # pages of one article
# Pictures of one article that are asked for, about one a second: a report in pictures has some thirty, and no issue
# must wait half an hour for two thousand. The rest leave their captions, and are told.
ARTICLE_MAX_PICTURES = 60
# Share of an outlet's articles that may be unread before its week is told as incomplete and a command ends with 3: on a
# topic of which an outlet prints a few articles a week, one in ten is likely none of them, one in four is.
MISSING_AT_MOST = 0.1
REFETCH_HOURS = 20  # what is stored is not asked for again, what is on topic after so many hours; 0: all every time
ARTICLES_AT_MOST = 0  # articles asked of an outlet in one run; 0: all (a probe asks three)
PICTURE_MAX_PIXELS = 50_000_000  # width × height; a larger one is not decoded: a small file may unfold to gigabytes
PICTURE_SIDE = 1600  # pixels of the longer side to which a larger picture is reduced; a long one: ⅔ of it in width

# --- wiring -----------------------------------------------------------------------------------------------------
DOWNLOAD_HANDLERS = {
    "http": "monitor.network.download.WebDownload",
    "https": "monitor.network.download.WebDownload",
    **dict.fromkeys(("file", "ftp", "s3")),  # an article must not make us read a local file
}
BROWSER = os.environ.get("MONITOR_BROWSER", "")  # a Chromium for lists that a script fills; empty: look on the PATH
TELNETCONSOLE_ENABLED = False  # both consoles execute code for whoever reaches the port
REMOTE_CONTROL_ENABLED = False
SPIDER_MIDDLEWARES = {
    "monitor.run.sparing.ToldElsewhere": 510,  # before the gate: it lets through what another outlet has on topic
    "monitor.topic.gate.TitleGate": 500,
    "monitor.run.sparing.KnownArticles": 490,
}
TITLE_GATE = True  # False: fetch every listed article, not only those whose titles could matter
GATE_PAGES = 40  # of an outlet in a run, spent on titles that only hint at the subject, the likeliest first; 0: none
# Of an outlet's links in a run, at most what is fetched, the likeliest first; 1: whatever says health. A quarter loses
# nothing in a paper and a quarter of what is on topic in a list of health, where every other title promises as much.
GATE_SHARE = 1.0
TWISTED_DNS_RESOLVER = "monitor.network.public_network.PublicResolver"  # what leads to a private address leads nowhere
DOWNLOADER_MIDDLEWARES = {
    "monitor.network.public_network.PublicNetwork": 60,  # before robots.txt of what is not to be asked is asked for
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "monitor.run.sparing.Budget": 90,  # before a robots.txt is asked for, of which nothing will be asked
    "monitor.network.robots.RobotsTxt": 100,  # in its place: Scrapy's lets requests slip by that wait together
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "monitor.network.retry.PatientRetry": 550,  # in its place: Scrapy's does not hear Retry-After
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "monitor.network.redirects.Redirects": 600,  # in their places: Scrapy's drop what leads off site without a word
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "monitor.network.redirects.Refreshes": 580,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "monitor.archive.revalidation.ArchiveMiddleware": 900,  # in its place: Scrapy's hides that an outlet is down
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "monitor.network.wholeness.Unpacking": 590,  # in its place: Scrapy's takes half of a packed body for the whole
    "monitor.network.wholeness.TrueEncodingMiddleware": 585,  # nearer the spider than Unpacking
}
ITEM_PIPELINES = {
    "pipelines.clean.Clean": 100,
    "pipelines.news.News": 150,
    "pipelines.canonical.Canonical": 200,
    "pipelines.window.InWindow": 300,
    "pipelines.seen.Seen": 400,
    "pipelines.topic.Topic": 500,
    "pipelines.store.Store": 600,
}
EXTENSIONS = {
    "monitor.discovery.lessons.Lessons": 400,  # before the next, which writes down what it counts
    "monitor.run.record.RunRecord": 500,
    "monitor.proof.sending.Sending": 500,
    "monitor.discovery.helping.RunHelp": 500,
    "monitor.network.robots.CrawlDelay": 500,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "monitor.run.feeds.StoredFeeds": 0,  # in its place: with Scrapy's a second run's feed would be empty
    "scrapy.extensions.spiderstate.SpiderState": None,
    "monitor.run.resuming.ResumedRun": 0,  # in its place: a resumed run is judged with what its first part saw
}
BULLETIN_EXPORTERS = {  # format: dotted path of render(bulletin) -> bytes
    "md": "exports.markdown.render",
    "html": "exports.html.render",
    "docx": "exports.word.render",
    "json": "exports.json.render",
    "pdf": "exports.pdf.render",
}
DESK_SERVER = "desk.serving.serve"  # dotted path of what the command desk starts
DESK_PORT = 8653  # on this machine alone
BULLETIN_FORMATS = ["md", "html", "docx", "json"]  # without --format; pdf takes an extra and system libraries
BULLETIN_PICTURES = True  # False: no picture is fetched, its caption and a note stand for it
HTTPCACHE_ENABLED = True  # Scrapy's cache is the archive: it writes every response, and reads when replaying
HTTPCACHE_POLICY = "monitor.archive.revalidation.Policy"  # a list that has not changed is not sent again
HTTPCACHE_STORAGE = "monitor.archive.storage.WarcStorage"
ARCHIVE_KEEP_DAYS = 0  # after a weekly run older WARC files go, never those of printed articles; 0: all stay
# Where closed WARC files are sent, for several machines, or to have them twice: any address of fsspec, as s3://BUCKET/…,
# sftp://USER@HOST/…, or a folder by its whole path. Accounts come from the environment alone. Empty: MONITOR_HOME only.
ARCHIVE_URL = os.environ.get("MONITOR_ARCHIVE_URL", "")
# With ARCHIVE_URL a file is closed, and sent, at so many bytes or seconds: what a machine takes along when it is lost.
ARCHIVE_FILE_BYTES = 256 << 20
ARCHIVE_FILE_SECONDS = 1800
# With ARCHIVE_URL the local copies of files that are safe there may have so many bytes; those go first that were not
# read for longest. A week of the office's outlets has some 2,000 responses of 15 KB packed: this is a year of them.
ARCHIVE_CACHE_BYTES = 2 << 30
# After a weekly run those links go from the ledger that were announced last so many days ago (100 at least) and are of
# no stored article: `why` knows them no more, nor what the window of an old issue did not fetch. 0: all stay.
LEDGER_KEEP_DAYS = 0
HTTPCACHE_IGNORE_MISSING = False  # True with ARCHIVE_REPLAY: what the files do not hold is not fetched
ARCHIVE_REPLAY: list[str] = []  # WARC files that answer every request
LOG_LEVEL = "INFO"
LOG_JSON = False  # True: each line of the log is one JSON object
# Where people are told that an issue is ready, an outlet broken, a run failed: addresses of Apprise, which hold secrets
# and so come from the environment, or a file outside the project. Empty: nobody is told.
NOTIFY_URLS = os.environ.get("MONITOR_NOTIFY", "").split()
NOTIFY_FILE = os.environ.get("MONITOR_NOTIFY_FILE", "")
SCRAPYD_URL = os.environ.get("SCRAPYD_URL", "http://localhost:6800")  # of `scrapy schedule`; several apart by commas
WARN_ON_GENERATOR_RETURN_VALUE = False  # the look through each callback's source costs a short run a twentieth
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"  # outside the window and already stored are daily bread, and counted
FEED_EXPORT_ENCODING = "utf-8"

# --- place ------------------------------------------------------------------------------------------------------
_PROJECT = Path(closest_scrapy_cfg() or "scrapy.cfg").resolve().parent
MONITOR_HOME = os.environ.get("MONITOR_HOME") or str(_PROJECT / "var")  # everything that is written at run time
OUTLET_PAGES = str(_PROJECT / "tests" / "pages")  # the pages on which each outlet is tested
MONITOR_DATABASE_URL = os.environ.get("MONITOR_DATABASE_URL", "")  # empty: sqlite in MONITOR_HOME/monitor.db
MONITOR_TODAY = ""  # YYYY-MM-DD instead of today's day in Asia/Shanghai, for tests and for catching up
