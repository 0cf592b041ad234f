"""A page as others meet it: in the colours a reader chose, and printed."""

from __future__ import annotations

from typing import Any

# In forced colours backgrounds and shadows go. What one presses or writes in must still have an edge, or an underline.
WITHOUT_AN_EDGE = """
() => [...document.querySelectorAll(
    'button, .govuk-button, select, textarea, input:not([type=hidden]):not([type=radio]):not([type=checkbox])')]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 2)
  .filter(one => {
    const look = getComputedStyle(one);
    const edge = ['Top', 'Right', 'Bottom', 'Left'].some(side =>
      look[`border${side}Style`] !== 'none' && parseFloat(look[`border${side}Width`]) > 0);
    return !edge && look.outlineStyle === 'none' && !look.textDecorationLine.includes('underline');
  })
  .map(one => one.outerHTML.slice(0, 120))
"""
# Pictures may keep their colours. Words may keep them only to be shown as chosen, in the reader's own pair for that.
WORDS_THAT_KEEP_THEIR_COLOURS = """
() => [...document.querySelectorAll('body *')]
  .filter(one => getComputedStyle(one).forcedColorAdjust === 'none' && !one.closest('svg')
    && !one.closest('[aria-current]')
    && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    && one.checkVisibility({visibilityProperty: true}))
  .map(one => one.outerHTML.slice(0, 120))
"""
NAVIGATION_ON_PAPER = """
() => [...document.querySelectorAll('nav, [role=navigation], header[role=banner], .al-header, .govuk-skip-link')]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().height > 1)
  .map(one => one.outerHTML.slice(0, 120))
"""
UNREADABLE_ON_PAPER = """
() => {
  const light = colour => {
    const [red, green, blue, solid = 1] = colour.match(/[\\d.]+/g).map(Number);
    return solid > 0 && (0.299 * red + 0.587 * green + 0.114 * blue) > 160;
  };
  const dark = colour => {
    const [red, green, blue, solid = 1] = colour.match(/[\\d.]+/g).map(Number);
    return solid > 0.5 && (0.299 * red + 0.587 * green + 0.114 * blue) < 140;
  };
  // Printers leave backgrounds out: light words are lost, unless their background is asked for by name.
  return [...document.querySelectorAll('main *')]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 2)
    .filter(one => light(getComputedStyle(one).color))
    .filter(one => {
      for (let behind = one; behind; behind = behind.parentElement) {
        const look = getComputedStyle(behind);
        if (dark(look.backgroundColor)) return look.printColorAdjust !== 'exact';
      }
      return true;
    })
    .map(one => one.outerHTML.slice(0, 120));
}
"""


def seen_in_forced_colours(page: Any) -> None:
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    found = page.evaluate(WITHOUT_AN_EDGE)
    assert not found, f"{page.url}: nothing shows where it begins and ends: {found[:5]}"
    found = page.evaluate(WORDS_THAT_KEEP_THEIR_COLOURS)
    assert not found, f"{page.url}: words keep colours of their own: {found[:5]}"


def reads_on_paper(page: Any) -> None:
    found = page.evaluate(NAVIGATION_ON_PAPER)
    assert not found, f"{page.url} prints its navigation: {found[:5]}"
    found = page.evaluate(UNREADABLE_ON_PAPER)
    assert not found, f"{page.url} prints words too light to read: {found[:5]}"
    assert page.inner_text("main").strip(), f"{page.url} prints nothing"
