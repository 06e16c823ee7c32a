"""Twenty-seven ways in which a page can ask for something outside itself. `{x}` is the address that it asks for."""

from urllib.parse import quote


def _svg(inside, style=""):
    return f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{style}{inside}</svg>"


def _data(kind, text):
    """Quoted, but for the place of the address."""
    return f"data:{kind}," + quote(text).replace("%7Bx%7D", "{x}")


VECTORS = {
    "an image": '<img src="{x}">',
    "an image of several": '<img srcset="{x} 2x" src="{x}">',
    "a picture": '<picture><source srcset="{x}"><img src="{x}"></picture>',
    "an image of a form": '<input type="image" src="{x}">',
    "an object": '<object data="{x}" type="image/png"></object>',
    "an embedded object": '<embed src="{x}" type="image/png">',
    "a frame": '<iframe src="{x}"></iframe>',
    "a poster": '<video poster="{x}" src="{x}"></video>',
    "a base and what is relative to it": '<base href="{x}"><img src="y.png">',
    "a refresh": '<meta http-equiv="refresh" content="0; url={x}">',
    "a stylesheet": '<link rel="stylesheet" href="{x}">',
    "an icon": '<link rel="icon" href="{x}">',
    "an attachment of the page": '<link rel="attachment" href="{x}">',
    "an attachment of a link": '<a rel="attachment" href="{x}">a</a>',
    "an imported style": "<style>@import url({x});</style>",
    "an imported style without url": '<style>@import "{x}";</style>',
    "a style in a style that is data": '<link rel="stylesheet" href="' + _data("text/css", "@import url({x});") + '">',
    "a typeface": "<style>@font-face {{ font-family: x; src: url({x}) }} p {{ font-family: x }}</style><p>x</p>",
    "a background": '<p style="background: url({x})">x</p>',
    "a background of the sheet": "<style>@page {{ background: url({x}) }}</style>",
    "a sign of a list": '<ul style="list-style-image: url({x})"><li>x</li></ul>',
    "a border": '<p style="border: 9px solid; border-image: url({x}) 9">x</p>',
    "contents from a style": "<style>p::before {{ content: url({x}) }}</style><p>x</p>",
    "a drawing's image": _svg("<image href='{x}' width='9' height='9'/>"),
    "a drawing's use": _svg("<use href='{x}#y'/>"),
    "an image in a drawing that is data": (
        '<img src="' + _data("image/svg+xml", _svg("<image xlink:href='{x}' width='9' height='9'/>")) + '">'
    ),
    "a style in a drawing that is data": (
        '<img src="' + _data("image/svg+xml", _svg("<path d='M0 0h9'/>", "<style>@import url({x});</style>")) + '">'
    ),
}
