//! Whole sites: what a guide becomes, and what is said when something in it is wrong.

#[path = "site/bad_files.rs"]
mod bad_files;
#[path = "site/bad_pages.rs"]
mod bad_pages;
#[path = "site/bad_templates.rs"]
mod bad_templates;
#[path = "site/checker.rs"]
mod checker;
#[path = "site/markdown.rs"]
mod markdown;
#[path = "site/output.rs"]
mod output;
#[path = "site/pages.rs"]
mod pages;
#[path = "site/project.rs"]
mod project;
#[path = "site/prose.rs"]
mod prose;
