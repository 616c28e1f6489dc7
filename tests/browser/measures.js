// What a page is asked by tests/browser/measures.py. Each function returns findings: none is good.
(() => {
  const name = (element) => {
    const text = (element.textContent || element.value || "").trim().replace(/\s+/g, " ")
    const marks = [...element.classList].slice(0, 2).map((word) => `.${word}`)
    return `<${element.localName}${marks.join("")}> ${text.slice(0, 40)}`
  }
  const ancestors = function* (element) {
    for (let one = element; one; one = one.parentElement) yield one
  }
  const is_for_readers_only = (element) =>
    [...ancestors(element)].some((one) => {
      const style = getComputedStyle(one)
      return style.clipPath === "inset(50%)" || (style.position === "absolute" && one.offsetWidth === 1)
    })
  const is_shown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !is_for_readers_only(element)
  const is_stuck = (element) =>
    [...ancestors(element)].some((one) => /sticky|fixed/.test(getComputedStyle(one).position))
  const all = (selector) => [...document.querySelectorAll(selector)].filter(is_shown)
  const seconds = (list) => Math.max(...list.split(",").map((one) => parseFloat(one)))

  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!node.data.trim() || /^(script|style|option|title|desc)$/.test(element.localName)) continue
      if (!is_shown(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1)
      // Figures of a drawing that is hidden from readers stand among themselves, as bars do.
      found.push({ node, element, boxes, layer: element.closest("svg[aria-hidden]") || is_stuck(element) })
    }
    return found
  }

  const clipped = (found) => {
    const frame = (element, side) =>
      [...ancestors(element)].find((one) => /hidden|clip/.test(getComputedStyle(one)[side]))
    const is_whole = (one) => !one || one === document.body || one.localName === "svg"
    return found.flatMap(({ element, boxes }) => {
      const [wide, high] = [frame(element, "overflowX"), frame(element, "overflowY")]
      const across = is_whole(wide) ? null : wide.getBoundingClientRect()
      const below = is_whole(high) ? Infinity : high.getBoundingClientRect().bottom + 4
      const is_cut = boxes.some(
        (box) =>
          (across && (box.right > across.right + 2 || box.left < across.left - 2)) ||
          box.bottom > below,
      )
      return is_cut ? [`text is cut off: ${name(element)}`] : []
    })
  }

  const overlapping = (found) => {
    const boxes = found
      .flatMap(({ boxes, ...one }) => boxes.map((box) => ({ ...one, box })))
      .sort((a, b) => a.box.top - b.box.top)
    const lines = []
    boxes.forEach((one, position) => {
      for (const other of boxes.slice(position + 1)) {
        if (other.box.top >= one.box.bottom - 4) break
        if (other.node === one.node || other.layer !== one.layer) continue
        const wide =
          Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top
        // Lines of a drawing are set closer than the boxes of their letters are high.
        const least = one.element.closest("svg") ? one.box.height / 2 : 4
        if (wide > 3 && high > least) {
          lines.push(`texts overlap: ${name(one.element)} / ${name(other.element)}`)
        }
      }
    })
    return lines
  }

  const spacing = new CSSStyleSheet()
  spacing.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
  `)

  window.measures = {
    // WCAG 1.4.10: nothing is wider than the window.
    sideways() {
      const root = document.documentElement
      const over = root.scrollWidth - root.clientWidth
      if (over <= 0) return []
      const scrolls = (one) => /auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX)
      const culprits = all("body *").filter((element) => {
        const box = element.getBoundingClientRect()
        const inside = [...ancestors(element.parentElement)].some(
          (one) => one !== document.body && one !== root && scrolls(one),
        )
        return !inside && (box.right > root.clientWidth + 1 || box.left < -1)
      })
      const words = texts().filter(({ boxes }) =>
        boxes.some((box) => box.right > root.clientWidth + 1 || box.left < -1),
      )
      const named = [...culprits, ...words.map(({ element }) => element)].slice(0, 3).map(name)
      return [`scrolls ${over} px sideways: ${named.join(" / ")}`]
    },

    // WCAG 1.4.12: with more room between letters, words, lines and paragraphs all can be read.
    spaced() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, spacing]
      const found = texts()
      const lines = [...clipped(found), ...overlapping(found), ...measures.sideways()]
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== spacing)
      return lines.map((line) => `with text spacing: ${line}`)
    },

    // What one taps is 44 px high; a box or ring may be small inside a label that is not.
    small() {
      const controls = all(
        "button, .button, select, textarea, summary, [role='button'], input:not([type='hidden'])",
      )
      return controls.flatMap((control) => {
        const ticked = /checkbox|radio/.test(control.type || "")
        const tapped = (ticked && (control.closest("label") || control.labels?.[0])) || control
        const { width, height } = tapped.getBoundingClientRect()
        return height < 43.5 || width < 43.5
          ? [`${Math.round(width)} × ${Math.round(height)} px to tap: ${name(tapped)}`]
          : []
      })
    },

    // With reduced motion nothing moves longer than a hundredth of a second.
    moving() {
      return [...document.querySelectorAll("*")].flatMap((element) => {
        const style = getComputedStyle(element)
        const longest = Math.max(
          seconds(style.transitionDuration),
          style.animationName === "none" ? 0 : seconds(style.animationDuration),
        )
        return longest > 0.01 ? [`moves for ${longest} s: ${name(element)}`] : []
      })
    },

    // With the system's own colours: what is pressed has an edge, marks and choices can be seen.
    forced() {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
      const luminance = (colour) => {
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
          const part = value / 255
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
      }
      const contrast = (one, other) => {
        const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
        return (high + 0.05) / (low + 0.05)
      }
      const is_clear = (colour) => /transparent|none|^rgba\(.*, 0\)$/.test(colour)
      const ground = (element) => {
        for (const one of ancestors(element)) {
          const colour = getComputedStyle(one).backgroundColor
          if (!is_clear(colour)) return colour
        }
        return getComputedStyle(document.documentElement).getPropertyValue("background-color")
      }
      const has_edge = (element) => {
        const style = getComputedStyle(element)
        const is_underlined = style.textDecorationLine.includes("underline")
        return ["Top", "Bottom", "Left", "Right"].reduce(
          (found, side) =>
            found ||
            (parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none"),
          is_underlined,
        )
      }
      const flat = all("button, .button, input:not([type='hidden']), select, textarea")
        .filter((control) => !/checkbox|radio|range|file/.test(control.type || ""))
        .filter((control) => !has_edge(control))
        .map((control) => `in forced colours without an edge: ${name(control)}`)
      const pale = all("svg.mark, .mark svg, svg.icon").filter((drawing) => {
        const shapes = [...drawing.querySelectorAll("*")].filter((one) => one.getBBox)
        const paints = shapes.flatMap((shape) => {
          const style = getComputedStyle(shape)
          return [style.fill, style.stroke].filter((paint) => !is_clear(paint) && !/url/.test(paint))
        })
        const behind = ground(drawing.parentElement)
        return paints.length && !paints.some((paint) => contrast(paint, behind) >= 3)
      })
      const chosen = all("label:has(:checked)").filter((label) => {
        const input = label.querySelector("input")
        const other = [...document.getElementsByName(input.name)].find((one) => !one.checked)
        const rest = other?.closest("label")
        if (is_shown(input) || !rest) return false
        const look = (element) => {
          const style = getComputedStyle(element)
          return [style.backgroundColor, style.borderTopWidth, style.outlineWidth, style.color].join()
        }
        return look(label) === look(rest)
      })
      return [
        ...flat,
        ...pale.map((drawing) => `in forced colours not to be seen: ${name(drawing.parentElement)}`),
        ...chosen.map((label) => `in forced colours chosen looks like not chosen: ${name(label)}`),
      ]
    },

    // WCAG 2.4.7 and 2.4.11: what has the focus shows it, and no bar lies on it.
    focus() {
      const controls = all(
        "a[href], button, input:not([type='hidden']), select, textarea, summary, [tabindex='0']",
      ).filter((control) => !control.disabled)
      const lines = controls.flatMap((control) => {
        control.focus({ focusVisible: true })
        if (document.activeElement !== control) return []
        const style = getComputedStyle(control)
        const faces = [control, control.labels?.[0], control.nextElementSibling].filter(Boolean)
        const rings = faces.map((one) => getComputedStyle(one))
        const is_marked = rings.some(
          (ring) =>
            (ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2) ||
            ring.boxShadow !== "none",
        )
        const box = [...control.getClientRects()].find((one) => one.width && one.height)
        const points = box
          ? [0.1, 0.5, 0.9].flatMap((x) =>
              [0.2, 0.5, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y]),
            )
          : []
        const is_free = points.some(([x, y]) => {
          const top = document.elementFromPoint(x, y)
          return top && (top === control || control.contains(top) || top.contains(control))
        })
        return [
          ...(is_marked ? [] : [`focus cannot be seen: ${name(control)}`]),
          ...(is_free || style.opacity === "0" ? [] : [`focus is hidden: ${name(control)}`]),
        ]
      })
      document.activeElement.blur()
      scrollTo(0, 0)
      return lines
    },

    // Without a script nothing can be pressed that does nothing, and every form can be sent.
    dead() {
      const sends = (button) => button.form && /submit|image/.test(button.type)
      const idle = all("button, input[type='button'], [role='button']:not(a[href])")
        .filter((button) => !sends(button) && !button.hasAttribute("popovertarget"))
      const stuck = all("form").filter((form) => {
        const controls = [...form.elements].filter((one) => one.type !== "hidden" && is_shown(one))
        return controls.length && !controls.some(sends)
      })
      return [
        ...idle.map((button) => `without script it does nothing: ${name(button)}`),
        ...all("a:not([href])").map((link) => `without script it leads nowhere: ${name(link)}`),
        ...stuck.map((form) => `without script it cannot be sent: ${name(form)}`),
        ...(all("main h1").length === 1 ? [] : ["without script there is no heading"]),
      ]
    },

    // Without our style sheets the page still reads from top to bottom.
    bare() {
      const sheets = [...document.styleSheets].filter((sheet) => !sheet.disabled)
      for (const sheet of sheets) sheet.disabled = true
      const huge = all("svg").filter((drawing) => {
        const natural = drawing.viewBox.baseVal?.width || 0
        return natural && natural <= 64 && drawing.getBoundingClientRect().width > 3 * natural
      })
      const first = all("a[href], button, input:not([type='hidden'])")[0]
      const target = first?.hash ? document.getElementById(first.hash.slice(1)) : null
      for (const sheet of sheets) sheet.disabled = false
      const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((one) =>
        Number(one.localName[1]),
      )
      const jump = levels.find((level, position) => level > (levels[position - 1] || 0) + 1)
      return [
        ...huge.map((drawing) => `without styles a huge drawing: ${name(drawing.parentElement)}`),
        ...(target?.localName === "main" ? [] : ["the first link does not lead to the content"]),
        ...(document.querySelectorAll("main").length === 1 ? [] : ["not one main part"]),
        ...(levels.filter((level) => level === 1).length === 1 ? [] : ["not one main heading"]),
        ...(jump ? [`headings jump to level ${jump}`] : []),
      ]
    },
  }
})()
