"""Going through pages with the keyboard alone, as somebody does who cannot use a mouse."""

from playwright.sync_api import Locator, Page

FAR = 150  # so many keys and nobody goes on looking


def tab_to(page: Page, wanted: Locator) -> Locator:
    """Press Tab until it has the focus. On the way each stop can be seen and lies free."""
    page.bring_to_front()
    for _ in range(FAR):
        page.keyboard.press("Tab")
        hidden = page.evaluate(HIDDEN)
        assert hidden == "", f"{page.url}: {hidden}"
        if wanted.evaluate("element => element === document.activeElement"):
            return wanted
    raise AssertionError(f"{page.url}: {FAR} keys do not lead to {wanted}.")


# What the focus stands on, when it cannot be seen; an empty text when all is well.
HIDDEN = """() => {
  const one = document.activeElement
  if (one === document.body) return ""
  const face = [one, one.labels?.[0], one.nextElementSibling].filter(Boolean)
  const ring = face.some(part => {
    const style = getComputedStyle(part)
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none"
  })
  const box = one.closest("label")?.getBoundingClientRect() || one.getBoundingClientRect()
  const top = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1),
  )
  const label = one.closest("label")
  const free = top && (one.contains(top) || top.contains(one) || label?.contains(top))
  const name = `${one.localName} ${one.id} ${one.textContent.trim().slice(0, 40)}`
  return ring ? (free ? "" : `something lies on ${name}`) : `no ring around ${name}`
}"""
