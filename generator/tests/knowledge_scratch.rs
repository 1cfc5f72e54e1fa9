#![allow(missing_docs, clippy::all, clippy::pedantic)]
use guideway::diagnostic::SourceFile;
use guideway::knowledge::*;
use guideway::toml_source;
use serde::Deserialize;
use serde_spanned::Spanned;
use std::sync::Arc;
#[derive(Deserialize)]
struct F {
    title: String,
    #[serde(default)]
    description: String,
    cause: Option<Spanned<facts::Cause>>,
    treatment: Option<Spanned<facts::Treatment>>,
}
#[test]
fn scratch() {
    for root in ["starter/content", "../content"] {
        let mut input = Input::default();
        input.words.yes = "Yes".into();
        input.words.no = "No".into();
        let mut paths: Vec<_> = Vec::new();
        fn walk(p: &std::path::Path, out: &mut Vec<std::path::PathBuf>) {
            let mut v: Vec<_> = std::fs::read_dir(p)
                .unwrap()
                .map(|e| e.unwrap().path())
                .collect();
            v.sort();
            for e in v {
                if e.is_dir() {
                    walk(&e, out)
                } else {
                    out.push(e)
                }
            }
        }
        walk(root.as_ref(), &mut paths);
        let mut diags = vec![];
        for p in paths {
            let rel = p.strip_prefix(root).unwrap().to_str().unwrap().to_string();
            let text = std::fs::read_to_string(&p).unwrap();
            let file = Arc::new(SourceFile {
                path: rel.clone().into(),
                text,
            });
            if rel == "checker/questions.toml" {
                input.questions = Some(file)
            } else if rel == "checker/red-flags.toml" {
                input.red_flags = Some(file)
            } else if rel == "checker/reasoning.toml" {
                input.reasoning = Some(file)
            } else if rel.starts_with("checker/scenarios/") {
                input.scenarios.push(file)
            } else if rel == "sources.toml" {
                for l in file.text.lines() {
                    if let Some(id) = l.strip_prefix("id = \"") {
                        input.sources.insert(id.trim_end_matches('"').into());
                    }
                }
            } else if rel.ends_with(".md") {
                input.urls.insert(rel.clone(), rel.replace(".md", ".html"));
                let end = file.text[3..].find("\n+++").unwrap() + 4;
                let (f, d) = toml_source::parse::<F>(&file, 3..end);
                diags.extend(d);
                if let Some(f) = f {
                    if f.cause.is_some() || f.treatment.is_some() {
                        input.pages.push(PageFacts {
                            id: file.path.file_stem().unwrap().into(),
                            title: f.title,
                            description: f.description,
                            url: rel.replace(".md", ".html"),
                            cause: f.cause,
                            treatment: f.treatment,
                            file,
                        })
                    }
                }
            }
        }
        for c in ["emergency", "same-day"] {
            input.contacts.insert(c.into(), vec![]);
        }
        if root.starts_with("..") {
            for id in [
                "barrack-2014",
                "bramah-2018",
                "buist-2011",
                "calderazzi-2018",
                "chamberlain-2021",
                "cht-nhs-pht",
                "clement-1993",
                "colosimo-2005",
                "cornwall-adult-hip",
                "cornwall-child-hip",
                "cruk-bone",
                "cu-iliopsoas",
                "cuh-pgp",
                "eiae-2013",
                "fearon-2013",
                "fernhouse-torsion",
                "frandsen-2025",
                "glos-red-flags",
                "gponline-red-flags",
                "griffin-2016",
                "grimaldi-2015",
                "grimaldi-fearon-2015",
                "hct-hip-fracture",
                "heiderscheit-2011",
                "hernia-nhs-choices",
                "kurosawa-2015",
                "leppanen-2024",
                "lequesne-2008",
                "lesher-2008",
                "lieberman-2015",
                "lurie-ovarian",
                "malisoux-2016",
                "malisoux-2020",
                "mdedge-oo",
                "meardon-2012",
                "metcalfe-2019",
                "mosler-2015",
                "mountjoy-2023",
                "nasser-2021",
                "nenc-limp",
                "nhs-bone-cancer",
                "nhs-lothian-gtps",
                "nhs-pmr",
                "nhs-septic",
                "nice-ng226",
                "nice-ng226-summary",
                "nielsen-2014-bmi",
                "nigg-2015",
                "noakes-1985",
                "nuffield-stones",
                "oo-2023",
                "patel-2011",
                "peck-2017",
                "pure-axspa",
                "rankin-2015",
                "rnoh-avn",
                "robertson-2017",
                "royaldevon-axspa",
                "schmitz-2014",
                "stellingwerff-2023",
                "taylor-2018",
                "torbay-ces",
                "van-der-worp-2015",
                "versus-septic",
                "webmd-dvt",
                "weir-2015",
                "whitney-2022",
                "willems-2021",
                "wow-ectopic",
                "wright-2015",
            ] {
                input.sources.insert(id.into());
            }
        }
        let (c, d) = compile(&input);
        diags.extend(d);
        println!(
            "=== {root}: compiled {} {} pages",
            c.is_some(),
            input.pages.len()
        );
        for d in diags {
            if d.message.starts_with("unknown source") && input.sources.is_empty() {
                continue;
            }
            println!(
                "{} {:?} {:?}: {} | {} | {:?}",
                d.code.0,
                d.span
                    .as_ref()
                    .map(|s| (
                        s.file.path.to_string(),
                        s.file.text[..s.range.start].lines().count()
                    ))
                    .or(d.path.clone().map(|p| (p.to_string(), 0))),
                d.span.as_ref().map(|s| &s.file.text[s.range.clone()]),
                d.message,
                d.label,
                d.help
            );
        }
        if let Some(c) = c {
            println!("encoded {} bytes", c.encoded.len());
            let ctx = c.checker_context("a", "b", &|u| u.to_string());
            println!("{}", serde_json::to_string(&ctx).unwrap().len());
        }
    }
}
