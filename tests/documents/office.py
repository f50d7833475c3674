"""Opens a document in a LibreOffice that is started for it alone, and says what it makes of it.

office.py PROFILE accept|reject FILE    prints the text, with tables and notes, with all tracked changes
                                        accepted or rejected
office.py PROFILE pdf FILE OUT          writes a PDF with comments in the margin
office.py PROFILE save FILE OUT         writes the document again, as LibreOffice does
"""

import os
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

# How LibreOffice numbers the ways to print comments.
IN_MARGIN = 4


def value(name, content):
    one = PropertyValue()
    one.Name, one.Value = name, content
    return one


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    time.sleep(2)
    for _ in range(300):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there, there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except Exception:
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not start")


def texts(document):
    """What paragraphs, cells and notes say, each in a line."""
    blocks = document.Text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            yield from (block.getCellByName(name).String for name in block.CellNames)
        else:
            yield block.String
    for index in range(document.Footnotes.Count):
        yield document.Footnotes.getByIndex(index).String


def main():
    profile, what, source = sys.argv[1:4]
    pipe = "evenhand" + str(abs(hash(profile)))
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
         f"--accept=pipe,name={pipe};urp"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )
    try:
        context, there = desktop(pipe)
        if what == "pdf":
            # Documents take over how comments are printed from these settings, and PDF from the document.
            provider = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.configuration.ConfigurationProvider", context)
            settings = provider.createInstanceWithArguments(
                "com.sun.star.configuration.ConfigurationUpdateAccess",
                (value("nodepath", "/org.openoffice.Office.Writer/Print/Content"),))
            settings.setPropertyValue("Note", IN_MARGIN)
            settings.commitChanges()
        url = uno.systemPathToFileUrl(source)
        document = there.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
        if what in ("accept", "reject"):
            dispatcher = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.DispatchHelper", context)
            command = ".uno:AcceptAllTrackedChanges" if what == "accept" else ".uno:RejectAllTrackedChanges"
            dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
            print("\n".join(texts(document)))
        elif what == "pdf":
            data = uno.Any("[]com.sun.star.beans.PropertyValue",
                           (value("ExportNotes", False), value("ExportNotesInMargin", True)))
            document.storeToURL(uno.systemPathToFileUrl(sys.argv[4]),
                                (value("FilterName", "writer_pdf_Export"), value("FilterData", data)))
        else:
            document.storeToURL(uno.systemPathToFileUrl(sys.argv[4]),
                                (value("FilterName", "MS Word 2007 XML"),))
        document.close(True)
        try:
            there.terminate()
        except Exception:
            pass
    finally:
        try:
            office.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)


main()
