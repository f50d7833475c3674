//! stub
use evenhand::*;
fn main() {
    let pack = match pack::Pack::area_send() { Ok(p) => p, Err(e) => { eprintln!("{e} {:?}", e.span.map(|s| &e.text[s.range()])); std::process::exit(2) } };
    if std::env::args().nth(1).as_deref() == Some("explain") {
        let path = std::env::args().nth(2).unwrap(); let needle = std::env::args().nth(3).unwrap();
        let letter = read::read(&std::fs::read(&path).unwrap(), read::Format::Markdown, &read::ReadOptions::default()).unwrap().letter;
        let at = letter.text.find(&needle).unwrap();
        println!("{}", facts::explain(&letter, &pack, span::Span::new(at, at + needle.len())).unwrap_or_default());
        return;
    }
    let mut docs = vec![];
    for path in std::env::args().skip(4) {
        let bytes = std::fs::read(&path).unwrap();
        let letter = read::read(&bytes, read::Format::Markdown, &read::ReadOptions::default()).unwrap().letter;
        let f = facts::analyse(&letter, &pack);
        let q = |s: span::Span| serde_json::json!({"text": s.of(&letter.text), "span": s});
        docs.push(serde_json::json!({"path": path, "outcome": f.outcome.map(|o| o.id),
          "sections": f.sections.iter().map(|s| serde_json::json!({"role": s.role, "title": s.title})).collect::<Vec<_>>(),
          "actions": f.actions.iter().map(|a| serde_json::json!({"id": a.id, "kind": a.kind, "text": a.span.of(&letter.text), "duties": a.duties})).collect::<Vec<_>>(),
          "attributions": f.attributions.iter().map(|a| serde_json::json!({"source": q(a.source), "cue": q(a.cue), "group": a.group, "class": a.class, "sentiment": a.sentiment, "frame": a.frame, "polarity": a.polarity, "content": a.content})).collect::<Vec<_>>(),
          "duty_failures": f.duty_failures.iter().map(|a| serde_json::json!({"duty": a.duty, "span": a.span, "text": a.span.of(&letter.text), "escalation": a.escalation, "extent": a.extent, "basis": a.basis, "signs": a.signs, "covered_by": a.covered_by})).collect::<Vec<_>>(),
        }));
    }
    println!("{}", serde_json::json!({"version":1,"documents":docs}));
}
