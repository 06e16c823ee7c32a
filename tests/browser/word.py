"""What Word puts on the clipboard: its own elements and styles, conditional comments, smart lists, a table and a picture."""

HTML = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta charset="utf-8"><meta name="ProgId" content="Word.Document"><meta name="Generator" content="Microsoft Word 15">
<link rel="File-List" href="file:///C:/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal {mso-style-parent:""; margin:0cm; font-family:"Calibri",sans-serif;}
@list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;} --></style></head>
<body lang="EN-GB" style="tab-interval:36.0pt;word-wrap:break-word"><!--StartFragment-->
<h2 style="mso-margin-top-alt:auto"><span style="mso-fareast-font-family:Times">Who waits<o:p></o:p></span></h2>
<p class="MsoNormal" style="margin-bottom:8.0pt;mso-pagination:widow-orphan"><span style="font-size:11.0pt;color:#C00000;
mso-ansi-language:EN-GB">Ask <b style="mso-bidi-font-weight:normal">each team</b> and <i>each resident</i>, see
<a href="https://www.gov.uk/service-manual">the manual</a><u>today</u>.<o:p></o:p></span></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoListParagraphCxSpFirst" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span
style="font-family:Symbol;mso-list:Ignore">·<span style="font:7.0pt 'Times New Roman'">&nbsp;&nbsp;&nbsp; </span></span><![endif]>How
long it takes<o:p></o:p></p>
<p class="MsoListParagraphCxSpLast" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span
style="font-family:Symbol;mso-list:Ignore">·<span style="font:7.0pt 'Times New Roman'">&nbsp;&nbsp;&nbsp; </span></span><![endif]>What
it costs<o:p></o:p></p>
<table class="MsoTableGrid" border="1" style="mso-yfti-tbllook:1184"><tr style="mso-yfti-irow:0"><td width="300"><p
class="MsoNormal">Cell one<o:p></o:p></p></td><td width="300"><p class="MsoNormal">Cell two<o:p></o:p></p></td></tr></table>
<p class="MsoNormal"><!--[if gte vml 1]><v:shape id="p1" style="width:90pt"><v:imagedata
src="file:///C:/Temp/msohtmlclip1/01/clip_image001.png" o:title=""/></v:shape><![endif]--><img width="120"
src="file:///C:/Temp/msohtmlclip1/01/clip_image002.png" v:shapes="p1">Last words<a name="_Hlk1"></a><o:p></o:p></p>
<!--EndFragment--></body></html>"""
# What the design can show of it.
SAYS = """## Who waits

Ask **each team** and *each resident*, see [the manual](https://www.gov.uk/service-manual)today.

- How long it takes
- What it costs

Cell one

Cell two

Last words"""
