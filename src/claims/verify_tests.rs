use super::*;
use crate::claims::Verdict;
use crate::data::load;

fn of(text: &str) -> Verification {
    let file = load::read_bytes("x.geojson", text.as_bytes()).unwrap();
    let (incidents, faults) = load::incidents(&file.features);
    assert_eq!(faults, []);
    verify(&incidents, Catalogue::builtin())
}

fn feature(statements: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"a","geometry":{{"type":"Point","coordinates":[32.5,15.6]}},"properties":{{"statements":[{statements}]}}}}]}}"#
    )
}

#[test]
fn every_statement_has_its_row_and_reason() {
    let all = of(&feature(
        r#"{"about":"cause","text":"a message"},{"about":"other","text":"x"},{"about":"temporal","text":"the worst"},
           {"about":"temporal","text":"the worst","check":{"kind":"not_checkable","reason":"a superlative"}}"#,
    ));
    let told: Vec<&str> = all.statements.iter().map(|s| s.finding.found.as_str()).collect();
    assert!(
        told[0].starts_with("A reason") && told[1].starts_with("It states no") && told[2].starts_with("In words only")
    );
    assert_eq!(told[3], "A superlative");
    assert!(all.statements.iter().all(|s| s.finding.verdict == Verdict::NotCheckable));
    assert_eq!(all.warnings, []);
}

#[test]
fn a_name_that_is_not_there_is_a_warning_with_its_place() {
    let check = r#"{"kind":"near","from":{"place":{"name":"Khartum"}},"within":"5 km"}"#;
    let all =
        of(&feature(&format!(r#"{{"about":"spatial","text":"x"}},{{"about":"spatial","text":"y","check":{check}}}"#)));
    let fault = &all.warnings[0];
    assert_eq!(
        (fault.code, fault.place.pointer.as_deref()),
        ("claims::unknown-name", Some("/properties/statements/1/check"))
    );
    assert_eq!(fault.help.as_deref(), Some("did you mean “Khartoum”?"));
    assert_eq!(all.statements[1].finding.verdict, Verdict::NotCheckable);
    assert_eq!(all.statements[1].check, Some("near"));
}

#[test]
fn an_empty_file_has_no_rows() {
    let all = of(r#"{"type":"FeatureCollection","features":[]}"#);
    assert!(all.statements.is_empty() && all.contradictions.is_empty() && all.warnings.is_empty());
}
