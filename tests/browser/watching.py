"""What goes wrong on a page while a test is busy with something else."""

from playwright.sync_api import ConsoleMessage, Page, Request


def watch(page: Page, base_url: str, problems: list[str]) -> None:
    """A breach of the Content-Security-Policy is an error in the console, too."""

    def heard(message: ConsoleMessage) -> None:
        place = message.location["url"] or page.url
        if message.type == "error" and not place.endswith("/favicon.ico"):
            problems.append(f"console: {message.text} ({place})")

    def asked(request: Request) -> None:
        if not request.url.startswith((base_url, "data:", "blob:", "about:")):
            problems.append(f"another host: {request.url} ({page.url})")

    page.on("console", heard)
    page.on("request", asked)
    page.on("pageerror", lambda error: problems.append(f"script: {error} ({page.url})"))
