from home.models.barrier_report import BarrierReport
from home.models.pages import ArticlePage, HomePage, NewsIndexPage, NewsPage
from home.models.user import User
from home.models.web_session import WebSession

__all__ = [
    "ArticlePage",
    "BarrierReport",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "User",
    "WebSession",
]
