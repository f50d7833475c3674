"""What python-docx sees of a reviewed document, and what the archive keeps of the first one.

comments.py REVIEWED FIRST

Prints a line a comment: author, initials, the words it is at, and its first paragraph, parted by tabs; then
the name of every part of the first document that has other bytes in the reviewed one, or is not there.
"""

import sys
import zipfile

import docx
from docx.oxml.ns import qn

reviewed, first = sys.argv[1:3]
document = docx.Document(reviewed)
open_now, words = set(), {}
for element in document.element.body.iter():
    if element.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
        number = int(element.get(qn("w:id")))
        if element.tag == qn("w:commentRangeStart"):
            open_now.add(number)
            words[number] = ""
        else:
            open_now.discard(number)
    elif element.tag in (qn("w:t"), qn("w:delText")):
        for number in open_now:
            words[number] += element.text or ""
for comment in document.comments:
    first_line = comment.text.split("\n")[0]
    print(comment.author, comment.initials, words.get(comment.comment_id, ""), first_line, sep="\t")
with zipfile.ZipFile(first) as before, zipfile.ZipFile(reviewed) as after:
    there = set(after.namelist())
    for name in before.namelist():
        if name not in there or before.read(name) != after.read(name):
            print(name)
