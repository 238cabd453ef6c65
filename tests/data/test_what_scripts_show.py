"""What a page's own script shows as soon as the page has come, and what waits for a reader."""

from __future__ import annotations

from monitor.data.showing import shown_by


def test_what_is_shown_when_the_page_has_come() -> None:
    for script in (
        '$("#text").show();', '$(function(){ $("#text").show(); });', '$(document).ready(function(){\n $("#text").fadeIn(200)});',
        'window.onload = function () { document.getElementById("text").style.display = "block"; }', 'document.getElementById("text").style.display="";',
        'var c=document.getElementById("text");\nc.style.display="block";', 'document.querySelector("#text").classList.remove("hide")', '$("#text").removeClass("hide")',
        '(function(){ $("#text").show(); })();', 'document.addEventListener("DOMContentLoaded", () => { document.getElementById("text").hidden=false })',
        'function init(){ $("#text").show(); }\nwindow.onload=init;', 'setTimeout(function(){$("#text").show()},300)', 'jQuery(function($){ $("#text").css("display","block") })',
        '$(window).on("load", function(){ $("#text").show() })', 'var a={b:1};$("#text").show()', 'try{ $("#text").show() }catch(e){}',
        '$("#text").css({display:"block", opacity: 1})', 'const t = document.getElementById("text"); if (t) { t.style.display = ""; }', '$("#text").attr("style", "color:red;display:block")',
        'document.getElementById("text")?.style.setProperty("display", "block")', 'document.getElementById("text").style.cssText = "display:block"', "function init(){ $('#text').show(); }\ninit();", "onload=init()\n;function init(){ $('#text').show(); }",
    ):  # fmt: skip
        assert shown_by(script) == {"#text"}, script
    assert shown_by('$(".text").show()') == {".text"}
    assert shown_by('document.body.style.display = "block"') == shown_by('$("body").show()') == {"body"}


def test_what_a_reader_opens_or_a_script_hides_again_is_none() -> None:
    for script in (
        '$(".btn").click(function(){ $("#text").show(); });', 'function unfold(){ $("#text").show(); }', '$("#b").on("click",function(){$("#text").show()})',
        'b.onclick=function(){document.getElementById("text").style.display="block"}', 'if(x){$("#text").show()}', '$(function(){ $(".b").hover(function(){ $("#text").show() }) })',
        '$("#text").show(); $(".x").click(function(){$("#text").hide()})', '$("#text").css("display","none")', 'document.getElementById("text").style.display="none"',
        'function init(){ $("#text").show(); } $(".b").click(function(){\n init(); })', '$("#text").css({display:"none"})', 'if (a) { $("#text").show() }', '$("#text").attr("style", "display:none")',
        '$("#text").removeClass("active")', '$("#text .x").show()', 'x.addEventListener("click", () => { $("#text").show() })', '$.get("/x",function(d){ $("#text").show() })',
    ):  # fmt: skip
        assert shown_by(script) == frozenset(), script


def test_a_script_without_end_is_looked_at_to_a_bound() -> None:
    assert len(shown_by("".join(f'$("#t{n}").show();' for n in range(500)))) <= 20
    assert shown_by("{" * 500 + '$("#text").show()') == frozenset()
