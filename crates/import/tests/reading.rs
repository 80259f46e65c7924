//! Reading what the vendor's adapter gives away: exports, dumps of records, zips of them; and what is none of these.

use std::io::{Cursor, Write as _};

use import::{Choices, Imported, InputFile, Severity, Target, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
    InputFile { name: name.to_owned(), bytes: bytes.into() }
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

const FLOW: &str = r#"{"actions":[{"id":"uid-0","type":"SE_Start","ports":{"done":"uid-1"}},{"id":"uid-1","type":"SE_End"}]}"#;

/// A cell of CSV.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Everything that is said, line by line.
fn said(imported: &Imported) -> Vec<String> {
    let notes = imported.notes.iter().map(|note| format!("{}: {}", note.from, note.finding));
    let of_documents = imported.documents.iter().flat_map(|document| {
        document.findings.iter().map(move |finding| format!("{}: {finding}", document.from))
    });
    notes.chain(of_documents).collect()
}

/// What was read, as `name | key | source | event | active`.
fn rows(imported: &Imported) -> Vec<String> {
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let row = |document: &import::Document| {
        format!(
            "{} | {} | {} | {} | {}",
            document.name,
            document.key,
            word(&document.source),
            word(&document.event),
            document.active
        )
    };
    imported.documents.iter().map(|imported| row(&imported.document)).collect()
}

#[track_caller]
fn check(files: &[InputFile], expected_rows: &[&str], expected_said: &[&str]) -> Imported {
    let imported = read(files, &Choices::default());
    assert_eq!(rows(&imported), expected_rows);
    assert_eq!(said(&imported), expected_said);
    imported
}

// Shows: import-shows-before-it-writes
#[test]
fn a_dump_gives_source_event_active_and_name_and_says_what_it_mapped() {
    let csv = format!(
        "Id,Name,ns__Source__c,ns__Event__c,ns__Active__c,ns__Script__c\n\
         a0X5g000001AbCd,Greeting,Amazon Connect Voice Contact,onConnecting,true,{flow}\n\
         a0X5g000001AbCe,Chat,Amazon Connect Chat Contact,onMessage,false,{flow}\n\
         a0X5g000001AbCf,Old,Browser,onLoad,true,{flow}\n",
        flow = quoted(FLOW)
    );
    let imported = check(
        &[file("records.csv", csv)],
        &[
            "Greeting | ac:a0X5g000001AbCdEAK | connectVoiceContact | onConnecting | true",
            "Chat | ac:a0X5g000001AbCeEAK | connectChatContact | onMessageReceived | false",
            "Old | ac:a0X5g000001AbCfEAK | Browser | onLoad | false",
        ],
        &[
            "records.csv, row 1: source \"Amazon Connect Voice Contact\" became connectVoiceContact",
            "records.csv, row 2: source \"Amazon Connect Chat Contact\" became connectChatContact",
            "records.csv, row 2: the event onMessage of earlier versions is onMessageReceived now, the nearest there is: see whether it comes when you want it",
            "records.csv, row 2: this version does not raise connectChatContact onMessageReceived, so the flow never runs: the page opens no chat session, so it sees no messages",
            "records.csv, row 3: the source \"Browser\" is none that Switchboard knows: choose one (cti triggers lists them)",
            "records.csv, row 3: the event \"onLoad\" is none that Switchboard knows: choose one (cti triggers lists them)",
            "records.csv, row 3: there is no source \"Browser\": there are: initialization, connectAgent, connectVoiceContact, connectQueueCallbackContact, connectChatContact, connectTaskContact, connectEmailContact, salesforceAgent, salesforceUi, ctiAction",
            "records.csv, row 3: it arrives inactive, because it has errors",
        ],
    );
    assert!(imported.has_errors());
    assert_eq!(
        imported.mappings[0].to_string(),
        "records.csv: 3 records\n  definition  = ns__Script__c (by its content)\n  name        = Name (by its name)\n  source      = ns__Source__c (by its content)\n  event       = ns__Event__c (by its content)\n  active      = ns__Active__c (by its name)\n  id          = Id (by its name)"
    );
}

#[test]
fn the_answer_of_a_query_is_a_dump() {
    let json = serde_json::json!({ "status": 0, "result": { "records": [
        { "attributes": { "type": "X" }, "Id": "a0X5g000001AbCdEAC", "Name": "Dial", "S": "Salesforce UI", "E": "onClickToDial", "Active__c": true,
          "D": FLOW },
        { "Id": "a0X5g000001AbCeEAC", "Name": "Empty", "S": "CTI Action", "E": null, "Active__c": true, "D": null },
    ] } });
    check(
        &[file("query.json", json.to_string())],
        &["Dial | ac:a0X5g000001AbCdEAC | salesforceUi | onClickToDial | true"],
        &[
            "query.json, record 2: the record has no definition: nothing is drawn yet",
            "query.json, record 1: source \"Salesforce UI\" became salesforceUi",
        ],
    );
}

#[test]
fn a_list_says_when_the_flows_of_files_run() {
    let list = "Name;Source;Event;Active\nCreate Callback Task;CTI Action;;true\nGreeting;Amazon Connect Voice Contact;On Connecting;false\nLost;Salesforce UI;onClickToDial;true\n";
    check(
        &[
            file("export/10-Create+Callback+Task.json", FLOW),
            file("greeting.json", FLOW),
            file("extra.json", FLOW),
            file("list.csv", list),
        ],
        &[
            "Create Callback Task | create-callback-task | ctiAction |  | true",
            "Greeting | greeting | connectVoiceContact | onConnecting | false",
            "extra | extra |  |  | true",
        ],
        &[
            "extra.json: no record of the lists given is called \"extra\"",
            "list.csv, row 3: no flow among the files given is called \"Lost\"",
            "export/10-Create+Callback+Task.json: source \"CTI Action\" became ctiAction",
            "greeting.json: source \"Amazon Connect Voice Contact\" became connectVoiceContact",
            "greeting.json: event \"On Connecting\" became onConnecting",
            "extra.json: nothing says which source and event start it: give a list of records, or --source and --event",
            "extra.json: \"source\" is missing: the flow does not say when it runs, so it never does",
        ],
    );
}

#[test]
fn one_who_imports_may_say_when_a_flow_runs() {
    let choices =
        Choices { source: Some("connectAgent".into()), event: Some("onInit".into()), ..Choices::default() };
    let imported = read(&[file("a.json", FLOW)], &choices);
    assert_eq!(rows(&imported), ["a | a | connectAgent | onInit | true"]);
    assert_eq!(said(&imported), [""; 0]);
}

// Shows: import-bad-input
#[test]
fn zips_hold_exports_and_dumps() {
    let inner = zip(&[("a.json", FLOW.as_bytes())]);
    let bytes = zip(&[
        ("flows/Greeting.json", FLOW.as_bytes()),
        ("__MACOSX/flows/._Greeting.json", b"\x00\x05\x16\x07"),
        (".DS_Store", b"\x00"),
        ("../../etc/evil.json", FLOW.as_bytes()),
        ("/absolute.json", FLOW.as_bytes()),
        ("c:\\x.json", FLOW.as_bytes()),
        ("empty.json", b""),
        ("more.zip", &inner),
        ("list.csv", b"Name,Source,Event\nGreeting,connectAgent,onInit\n"),
    ]);
    let leads_out = "the name of this entry leads out of the archive, so it is not read";
    check(
        &[file("all.zip", bytes)],
        &["Greeting | greeting | connectAgent | onInit | true"],
        &[
            &format!("all.zip/../../etc/evil.json: {leads_out}"),
            &format!("all.zip//absolute.json: {leads_out}"),
            &format!("all.zip/c:\\x.json: {leads_out}"),
            "all.zip/empty.json: the file is empty",
            "all.zip/more.zip: an archive in an archive is not read: unpack it yourself",
        ],
    );
}

#[track_caller]
fn check_refused(name: &str, bytes: impl Into<Vec<u8>>, says: &str) {
    let imported = read(&[file(name, bytes)], &Choices::default());
    assert_eq!(rows(&imported), [""; 0], "{name}");
    let all = said(&imported).join("\n");
    assert!(all.contains(says), "{name}: {all}");
    assert!(imported.has_errors(), "{name}: {all}");
}

// Shows: import-bad-input
#[test]
fn what_cannot_be_read_is_said_in_a_sentence() {
    check_refused("a.zip", "PK, but no zip", "this is no zip file");
    check_refused("a.zip", "PK\x03\x04 broken", "the zip file is damaged");
    check_refused("a.json", "", "the file is empty");
    check_refused("a.json", " \n", "the file is empty");
    check_refused("a.json", "{\"actions\":[", "this is not JSON: EOF");
    check_refused("a.json", "{\"name\":\"x\"}", "it is no flow");
    check_refused("a.json", "[1,2]", "it is no flow");
    check_refused("a.js", "function onInit(contact) { return contact; }", "a script in JavaScript");
    check_refused("a.xml", "<callCenter/>", "cti callcenter");
    check_refused("a.txt", "hello", "neither a flow");
    check_refused("a.csv", "A,B\n1,2\n", "no column was recognized as definition; there are: A, B");
    check_refused("a.csv", b"Name,Source\nM\xfcller,x\n".to_vec(), "byte 13 is not UTF-8");
    check_refused("a.png", b"\x89PNG\r\n\x1a\n\x00\xff".to_vec(), "neither text nor a zip file");
    check_refused("book.xlsx", zip(&[("[Content_Types].xml", b"<Types/>")]), "this is a workbook");
    check_refused("big.json", vec![b' '; (64 << 20) + 1], "the file has more than 64 MB");
    let deep = "[".repeat(100_000);
    check_refused("deep.json", deep, "this is not JSON");
}

// Shows: import-bad-input
#[test]
fn a_zip_that_unpacks_without_end_is_not_read() {
    let zeros = vec![b' '; 33 << 20];
    let bytes = zip(&[("a.json", &zeros), ("b.json", &zeros)]);
    assert!(bytes.len() < 1 << 20, "it is small: {}", bytes.len());
    check_refused("bomb.zip", bytes, "unpacks to more than 64 MB");
    let many: Vec<String> = (0..5_001).map(|at| format!("{at}.json")).collect();
    let entries: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    check_refused("many.zip", zip(&entries), "has 5001 files; 5000 is the most");
}

#[test]
fn marks_and_utf_16_are_text() {
    let utf16 = |text: &str| {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>()
    };
    let list = "Name\tSource\tEvent\nGr\u{fc}n\tSalesforce UI\tonNavigationChange\n";
    check(
        &[file("Gr\u{fc}n.json", format!("\u{feff}{FLOW}\n")), file("list.txt", utf16(list))],
        &["Gr\u{fc}n | gr\u{fc}n | salesforceUi | onNavigationChange | true"],
        &[
            "list.txt: the file was UTF-16: it is read as such",
            "Gr\u{fc}n.json: source \"Salesforce UI\" became salesforceUi",
        ],
    );
    check_refused("half.txt", [0xff, 0xfe, 0x41], "neither text nor a zip file");
}

#[test]
fn what_comes_twice_is_taken_once() {
    let other = FLOW.replace("SE_End", "SE_Log");
    let csv = |flow: &str| {
        format!(
            "Id,Name,Source,Event,Active,Definition\na0X5g000001AbCdEAC,A,connectAgent,onInit,1,{}\n",
            quoted(flow)
        )
    };
    check(
        &[file("1.csv", csv(FLOW)), file("2.csv", csv(FLOW)), file("3.csv", csv(&other))],
        &["A | ac:a0X5g000001AbCdEAC | connectAgent | onInit | true"],
        &[
            "2.csv, row 1: it is the same as in 1.csv, row 1: one of them is taken",
            "3.csv, row 1: 1.csv, row 1 has the same key \"ac:a0X5g000001AbCdEAC\" and another content: the first is taken",
        ],
    );
    let csv = format!(
        "Id,Name,Source,Event,Active,Definition\na0X5g000001AbCdEAC,A,ctiAction,,1,{f}\na0X5g000001AbCeEAC,A,ctiAction,,,{f}\n",
        f = quoted(FLOW)
    );
    let imported = read(&[file("x.csv", csv)], &Choices::default());
    assert_eq!(
        said(&imported),
        ["x.csv, row 2: x.csv, row 1 is called \"A\", too: actions name flows, so give each its own name"]
    );
    assert_eq!(imported.documents.len(), 2);
}

// Shows: import-bad-input
#[test]
fn cells_that_were_spoiled_on_the_way() {
    let csv = |cell: &str| {
        format!("Name,Source,Event,Active,Script__c\nA,connectAgent,onInit,yes,{}\n", quoted(cell))
    };
    let escaped = FLOW.replace('"', "&quot;");
    let imported = check(
        &[file("a.csv", csv(&escaped))],
        &["A | a | connectAgent | onInit | true"],
        &["a.csv, row 1: the definition was escaped for a web page (&quot;): it is unescaped"],
    );
    assert_eq!(
        imported.documents[0]
            .document_for(Target::Records)
            .definition
            .as_deref()
            .map(|text| text.contains("&quot;")),
        Some(false)
    );
    let long = FLOW.replace("\"SE_End\"", &format!("\"SE_End\",\"x\":\"{}\"", "x".repeat(40_000)));
    check_refused("cut.csv", csv(&long[..32_767]), "where spreadsheets cut texts off");
    check_refused("v4.csv", csv("function x() { return sforce.opencti; }"), "a script in JavaScript");
    let deleted =
        format!("Name,Source,Event,Active,IsDeleted,D\nA,connectAgent,onInit,true,true,{}\n", quoted(FLOW));
    check(
        &[file("bin.csv", deleted)],
        &[],
        &["bin.csv, row 1: the record is in the recycle bin: it is left out"],
    );
}

#[test]
fn repairs_are_made_and_said() {
    let broken = r#"{"actions":[{"id":"uid-0","type":"SE_Start","ports":{"done":"uid-NaN"}},{"id":"uid-NaN","type":"SE_SFCreateTask","meta":{"title":"t"},"controls":{"TaskSubType":"Call","subject1":"s"},"ports":{"success":"gone"}}]}"#;
    let imported = check(
        &[file("x.json", broken), file("list.csv", "Name,Source,Event\nx,connectVoiceContact,onInit\n")],
        &["x | x | connectVoiceContact | onConnecting | true"],
        &[
            "x.json: the event onInit of earlier versions is onConnecting now, the nearest there is: see whether it comes when you want it",
            "x.json: block uid-NaN: it is uid-1 now, and whatever led to it or read its results does so still",
            "x.json: block uid-NaN: port success, which led to gone, is unconnected now: there is no such block",
            "x.json: block uid-NaN: argument TaskSubType is TaskSubtype now",
            "x.json: block uid-1: nothing is connected to \"failure\": when this block fails the flow ends quietly",
        ],
    );
    assert!(!imported.has_errors());
}

#[test]
fn unknown_blocks_are_named_and_keep_a_flow_inactive() {
    let flow = FLOW.replace("SE_End", "SE_Soon");
    let imported =
        read(&[file("x.json", flow), file("l.csv", "Name,Source\nx,CTI Action\n")], &Choices::default());
    let all = said(&imported).join("\n");
    assert!(all.contains("SE_Soon") && all.contains("it arrives inactive"), "{all}");
    assert_eq!((imported.documents[0].errors, imported.documents[0].document.active), (1, false));
    let aliases = [("SE_Soon".into(), "SE_End".into())].into_iter().collect();
    let choices = Choices { aliases, source: Some("ctiAction".into()), ..Choices::default() };
    let known = read(&[file("x.json", FLOW.replace("SE_End", "SE_Soon"))], &choices);
    assert_eq!(known.documents[0].errors, 0, "{:?}", said(&known));
}

/// A search for an attribute that may be missing, then, after its success only, one for the number.
const TWO_SEARCHES: &str = r#"{
  "actions": [
    {"id": "a", "type": "SE_Start", "ports": {"done": "b"}},
    {"id": "b", "type": "SE_SFSearchAndScreenpop", "controls": {"searchParams": "$.contact.attributes.record"}, "ports": {"success": "c", "failure": "d"}},
    {"id": "c", "type": "SE_SFSearchAndScreenpop", "controls": {"searchParams": "$.contact.phone"}, "ports": {"success": "d", "failure": "d"}},
    {"id": "d", "type": "SE_End"}
  ]
}
"#;

#[test]
fn flows_that_rely_on_empty_searches_say_so_afterwards() {
    let imported = check(
        &[
            file("x.json", TWO_SEARCHES),
            file("l.csv", "Name,Source,Event\nx,connectVoiceContact,onConnecting\n"),
        ],
        &["x | x | connectVoiceContact | onConnecting | true"],
        &[
            "x.json: block b searches for what may be empty, and the search after it follows only its success: emptySearchSucceeds is set for this flow, as its drawing relies on it",
        ],
    );
    let definition = imported.documents[0].document.definition.clone().expect("a definition");
    assert!(
        definition.contains("\n  \"emptySearchSucceeds\": true,\n  \"actions\": [\n    {\"id\": \"a\""),
        "{definition}"
    );
    // Once more, the import finds nothing left to change.
    let again = read(&[file("x.json", imported.documents[0].document.file_text())], &Choices::default());
    assert_eq!(said(&again), [""; 0]);
}

#[test]
fn names_and_definitions_have_a_limit() {
    let name = "n".repeat(90);
    let long = FLOW.replace("\"SE_End\"", &format!("\"SE_End\",\"x\":\"{}\"", "\u{fc}".repeat(20_001)));
    let imported = read(
        &[
            file("x.json", long),
            file("l.csv", format!("Name,Source\nx,CTI Action\n{name},CTI Action\n")),
            file(&format!("{name}.json"), FLOW),
        ],
        &Choices::default(),
    );
    let all = said(&imported).join("\n");
    assert!(all.contains("the definition has 120") && all.contains("an org keeps 120000"), "{all}");
    assert!(all.contains("the name has 90 characters; 80 is the most: it is cut off"), "{all}");
    assert_eq!(imported.documents[1].document.name, "n".repeat(80));
    assert!(
        imported
            .documents
            .iter()
            .flat_map(|document| &document.findings)
            .any(|finding| finding.severity() == Severity::Error)
    );
}

#[test]
fn names_in_any_script_tell_flows_apart() {
    let files = [
        file("\u{7740}\u{4fe1}.json", FLOW),
        file("\u{767a}\u{4fe1}.json", FLOW.replace("SE_End", "SE_Log")),
        file("con.json", FLOW),
        file("!!!.json", FLOW),
    ];
    let imported = read(&files, &Choices { source: Some("ctiAction".into()), ..Choices::default() });
    let keys: Vec<&str> = imported.documents.iter().map(|read| read.document.key.as_str()).collect();
    assert_eq!(keys, ["\u{7740}\u{4fe1}", "\u{767a}\u{4fe1}", "con", "json"]);
    let names: Vec<String> = imported.documents.iter().map(|read| read.document.file_name()).collect();
    assert_eq!(names, ["flow.json", "flow.json", "con-flow.json", "json.json"]);
}

#[test]
fn a_dump_that_does_not_say_which_flows_are_active_says_so() {
    let csv = format!("Name,Source,Event,X,D\nA,connectAgent,onInit,true,{}\n", quoted(FLOW));
    let says = "a.csv: no column was recognized as active, so all of them arrive inactive; there are: Name, Source, Event, X, D. Say which it is: --column active=COLUMN";
    check(&[file("a.csv", csv.clone())], &["A | a | connectAgent | onInit | false"], &[says]);
    let choices = Choices { columns: vec![(import::Field::Active, "X".into())], ..Choices::default() };
    let imported = read(&[file("a.csv", csv)], &choices);
    assert_eq!(rows(&imported), ["A | a | connectAgent | onInit | true"]);
    assert_eq!(said(&imported), [""; 0]);
}
