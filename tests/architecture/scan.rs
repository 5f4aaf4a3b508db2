//! One source file → everything in it that a rule may ask about, each with its line.
//!
//! Paths are found wherever they can stand: in `use` trees, in expressions, types and patterns, in the arguments of
//! macros and of attributes, and in attributes' strings (`#[serde(with = "crate::x")]`). They are resolved through
//! `self`, `super` and the file's own renames (`use std::time; time::Instant`). Doc comments name what they like.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// What a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// An item of this crate, from its root; empty for the root itself.
    Inside(Vec<String>),
    /// Anything else: another crate, or a name that is local to the file.
    Outside(Vec<String>),
}

/// How a path stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// In code, or in tokens where nobody knows.
    Code,
    /// In a `use`.
    Import,
    /// With a star behind it.
    Glob,
}

/// A path in the source.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) line: usize,
    pub(crate) target: Target,
    pub(crate) form: Form,
    /// Only tests see it.
    pub(crate) in_test: bool,
    /// It was reached through a name that another `use` of the file brought in.
    pub(crate) through_use: bool,
}

/// A macro or method by its name.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) line: usize,
    pub(crate) name: String,
    pub(crate) in_test: bool,
}

/// A `mod` item.
#[derive(Debug, Clone)]
pub(crate) struct Declared {
    pub(crate) line: usize,
    /// From the root of the crate.
    pub(crate) path: Vec<String>,
    /// Its text is in another file.
    pub(crate) elsewhere: bool,
    pub(crate) in_test: bool,
}

/// Everything that is asked about one file.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) paths: Vec<Named>,
    pub(crate) macros: Vec<Call>,
    pub(crate) methods: Vec<Call>,
    pub(crate) modules: Vec<Declared>,
    /// Lines where code asks whether it is under test.
    pub(crate) asks_for_test: Vec<usize>,
    /// Lines that allow a lint.
    pub(crate) allows: Vec<usize>,
    /// Lines that bring in source or crates by a side door: `#[path]`, `include!`, `extern crate`.
    pub(crate) side_doors: Vec<usize>,
    /// Lines of items at the top of the file that are no modules.
    pub(crate) loose_items: Vec<usize>,
    /// Lines of the file that are not only there for tests.
    pub(crate) length: usize,
}

/// Scans the text of a file whose module is `module` (from the root of the crate; empty for the root).
pub(crate) fn scan(text: &str, module: &[String]) -> syn::Result<Scan> {
    let file = syn::parse_file(text)?;
    let mut walk = Walk {
        here: module.to_vec(),
        scan: Scan { length: text.lines().count(), ..Scan::default() },
        ..Walk::default()
    };
    let loose = file.items.iter().filter(|item| !matches!(item, syn::Item::Mod(_)));
    walk.scan.loose_items.extend(loose.map(|item| line(item.span())));
    walk.visit_file(&file);
    Ok(walk.finish())
}

/// A path as it is written.
#[derive(Debug, Clone)]
struct Raw {
    line: usize,
    /// The module it stands in.
    here: Vec<String>,
    segments: Vec<String>,
    /// It begins with `::`.
    rooted: bool,
    form: Form,
    in_test: bool,
}

#[derive(Default)]
struct Walk {
    here: Vec<String>,
    /// How many test-only items are around.
    tests: usize,
    /// How many blocks of code are around.
    bodies: usize,
    raw: Vec<Raw>,
    renames: HashMap<String, Raw>,
    /// Where attributes begin that may say `cfg(test)`.
    excused: Vec<(usize, usize)>,
    scan: Scan,
}

impl Walk {
    fn finish(mut self) -> Scan {
        for raw in &self.raw {
            let (target, through_use) = self.resolve(raw, 8);
            self.scan.paths.push(Named { line: raw.line, target, form: raw.form, in_test: raw.in_test, through_use });
        }
        self.scan
    }

    /// What a path names, and whether a rename led there. `depth` bounds renames of renames.
    fn resolve(&self, raw: &Raw, depth: usize) -> (Target, bool) {
        let mut rest = raw.segments.as_slice();
        if raw.rooted {
            return (Target::Outside(rest.to_vec()), false);
        }
        let mut base = match rest.first().map(String::as_str) {
            Some("crate" | "attache") => Vec::new(),
            Some("self" | "super") => raw.here.clone(),
            Some(first) => return self.renamed(raw, first, depth),
            None => return (Target::Outside(Vec::new()), false),
        };
        while let Some((first, more)) = rest.split_first() {
            match first.as_str() {
                "crate" | "attache" | "self" => {}
                "super" => {
                    base.pop();
                }
                _ => break,
            }
            rest = more;
        }
        base.extend(rest.iter().cloned());
        (Target::Inside(base), false)
    }

    fn renamed(&self, raw: &Raw, first: &str, depth: usize) -> (Target, bool) {
        let known = self.renames.get(first).filter(|known| depth > 0 && known.segments.first() != raw.segments.first());
        let Some(known) = known else { return (Target::Outside(raw.segments.clone()), false) };
        let extend = |mut base: Vec<String>| {
            base.extend(raw.segments[1..].iter().cloned());
            base
        };
        match self.resolve(known, depth - 1).0 {
            Target::Inside(base) => (Target::Inside(extend(base)), true),
            Target::Outside(base) => (Target::Outside(extend(base)), true),
        }
    }

    fn found(&mut self, at: Span, segments: Vec<String>, form: Form) {
        self.raw.push(Raw {
            line: line(at),
            here: self.here.clone(),
            segments,
            rooted: false,
            form,
            in_test: self.tests > 0,
        });
    }

    fn call(&self, at: Span, name: String) -> Call {
        Call { line: line(at), name, in_test: self.tests > 0 }
    }

    /// Flattens a `use` tree.
    fn import(&mut self, tree: &syn::UseTree, prefix: &[String], rooted: bool) {
        let joined = |name: &syn::Ident| {
            let mut all = prefix.to_vec();
            all.push(plain(name));
            all
        };
        let (at, segments, name, form) = match tree {
            syn::UseTree::Path(path) => return self.import(&path.tree, &joined(&path.ident), rooted),
            syn::UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.import(tree, prefix, rooted));
            }
            syn::UseTree::Glob(glob) => (glob.span(), prefix.to_vec(), None, Form::Glob),
            syn::UseTree::Name(name) => (name.span(), joined(&name.ident), None, Form::Import),
            syn::UseTree::Rename(rename) => {
                (rename.span(), joined(&rename.ident), Some(plain(&rename.rename)), Form::Import)
            }
        };
        // `use a::b::{self}` names `b`.
        let selfish = segments.len() > 1 && segments.last().is_some_and(|s| s == "self");
        let segments = if selfish { segments[..segments.len() - 1].to_vec() } else { segments };
        let raw = Raw {
            line: line(at),
            here: self.here.clone(),
            rooted,
            form,
            in_test: self.tests > 0,
            segments: segments.clone(),
        };
        if let (Form::Import, Some(name)) = (form, name.or_else(|| segments.last().cloned())) {
            if raw.in_test {
                self.renames.entry(name).or_insert_with(|| raw.clone());
            } else {
                self.renames.insert(name, raw.clone());
            }
        }
        self.raw.push(raw);
    }

    /// Finds paths, calls and attributes in tokens that no grammar is known for. `prefix` stands before each path.
    fn tokens(&mut self, stream: TokenStream, prefix: &[String]) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < trees.len() {
            at = match &trees[at] {
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), &[]);
                    at + 1
                }
                TokenTree::Ident(first) => {
                    self.idioms(&trees, at);
                    self.token_path(&trees, at, first.span(), prefix)
                }
                TokenTree::Literal(_) => at + 1,
                TokenTree::Punct(punct) => {
                    let starred = punct.as_char() == '*' && !prefix.is_empty();
                    if starred {
                        self.found(punct.span(), prefix.to_vec(), Form::Glob);
                    }
                    if let (true, Some(TokenTree::Group(group))) = (punct.as_char() == '#', trees.get(at + 1)) {
                        let allows = words(&group.stream()).first().is_some_and(|word| word == "allow");
                        self.scan.allows.extend(allows.then(|| line(group.span())));
                    }
                    at + 1
                }
            };
        }
    }

    /// Reads the path that begins at `at` and says where it ends.
    fn token_path(&mut self, trees: &[TokenTree], at: usize, span: Span, prefix: &[String]) -> usize {
        let mut segments = prefix.to_vec();
        let mut end = at;
        let mut form = Form::Code;
        while let Some(TokenTree::Ident(ident)) = trees.get(end) {
            segments.push(plain(ident));
            end += 1;
            if !(is(trees, end, ':') && is(trees, end + 1, ':')) {
                break;
            }
            end += 2;
            match trees.get(end) {
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    self.tokens(group.stream(), &segments);
                    return end + 1;
                }
                Some(TokenTree::Punct(punct)) if punct.as_char() == '*' => form = Form::Glob,
                // A module that a macro is told: nobody can say which, so it is given a name that no module has.
                Some(TokenTree::Punct(punct)) if punct.as_char() == '$' => segments.push("$".to_owned()),
                _ => {}
            }
        }
        self.found(span, segments, form);
        end.max(at + 1)
    }

    /// `name!(…)`, `.name(…)`, and questions after `test`.
    fn idioms(&mut self, trees: &[TokenTree], at: usize) {
        let TokenTree::Ident(ident) = &trees[at] else { return };
        let (name, span) = (plain(ident), ident.span());
        let bang = is(trees, at + 1, '!');
        let Some(TokenTree::Group(arguments)) = trees.get(at + 1 + usize::from(bang)) else { return };
        if name == "cfg" || name == "cfg_attr" {
            self.scan.asks_for_test.extend(mentions(&arguments.stream(), "test").then(|| line(span)));
        }
        if bang {
            let call = self.call(span, name);
            self.scan.macros.push(call);
        } else if at > 0 && is(trees, at - 1, '.') {
            let call = self.call(span, name);
            self.scan.methods.push(call);
        }
    }

    /// Paths in the strings of an attribute.
    fn strings(&mut self, stream: TokenStream) {
        for tree in stream {
            match tree {
                TokenTree::Group(group) => self.strings(group.stream()),
                TokenTree::Literal(literal) => {
                    let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) else { continue };
                    let Ok(path) = text.parse::<syn::Path>() else { continue };
                    if path.segments.len() > 1 {
                        self.found(literal.span(), segments_of(&path), Form::Code);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let own = attributes(item).iter().find(|attribute| is_test_only(attribute));
        if let (Some(attribute), 0) = (own, self.bodies) {
            self.excused.push(place(attribute.span()));
        }
        if own.is_some() && self.tests == 0 {
            let lines = (item.span().end().line + 1).saturating_sub(line(item.span()));
            self.scan.length = self.scan.length.saturating_sub(lines);
        }
        self.tests += usize::from(own.is_some());
        visit::visit_item(self, item);
        self.tests -= usize::from(own.is_some());
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.here.push(plain(&module.ident));
        self.scan.modules.push(Declared {
            line: line(module.ident.span()),
            path: self.here.clone(),
            elsewhere: module.content.is_none(),
            in_test: self.tests > 0,
        });
        visit::visit_item_mod(self, module);
        self.here.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.visit_visibility(&item.vis);
        self.import(&item.tree, &[], item.leading_colon.is_some());
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.scan.side_doors.push(line(item.span()));
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.bodies += 1;
        visit::visit_block(self, block);
        self.bodies -= 1;
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = segments_of(path);
        self.found(path.span(), segments, Form::Code);
        if let (true, Some(raw)) = (path.leading_colon.is_some(), self.raw.last_mut()) {
            raw.rooted = true;
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let found = self.call(call.method.span(), plain(&call.method));
        self.scan.methods.push(found);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, invoked: &'ast syn::Macro) {
        let name = segments_of(&invoked.path).pop().unwrap_or_default();
        let at = line(invoked.path.span());
        self.scan.side_doors.extend((name == "include").then_some(at));
        self.scan.asks_for_test.extend((name == "cfg" && mentions(&invoked.tokens, "test")).then_some(at));
        let call = self.call(invoked.path.span(), name);
        self.scan.macros.push(call);
        self.tokens(invoked.tokens.clone(), &[]);
        visit::visit_macro(self, invoked);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let path = attribute.path();
        if path.is_ident("doc") {
            return;
        }
        let at = line(attribute.span());
        self.scan.side_doors.extend(path.is_ident("path").then_some(at));
        self.scan.allows.extend(path.is_ident("allow").then_some(at));
        match &attribute.meta {
            syn::Meta::List(list) => {
                let conditional = path.is_ident("cfg") || path.is_ident("cfg_attr");
                let asks = conditional && mentions(&list.tokens, "test");
                if asks && !self.excused.contains(&place(attribute.span())) {
                    self.scan.asks_for_test.push(at);
                }
                let allows = path.is_ident("cfg_attr") && mentions(&list.tokens, "allow");
                self.scan.allows.extend(allows.then_some(at));
                self.tokens(list.tokens.clone(), &[]);
                self.strings(list.tokens.clone());
            }
            syn::Meta::NameValue(pair) => self.visit_expr(&pair.value),
            syn::Meta::Path(_) => {}
        }
    }
}

fn line(span: Span) -> usize {
    span.start().line
}

fn place(span: Span) -> (usize, usize) {
    (span.start().line, span.start().column)
}

/// An identifier without `r#`.
fn plain(ident: &proc_macro2::Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

fn segments_of(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| plain(&segment.ident)).collect()
}

fn is(trees: &[TokenTree], at: usize, c: char) -> bool {
    matches!(trees.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == c)
}

/// All identifiers in tokens, at any depth.
fn words(stream: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for tree in stream.clone() {
        match tree {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => found.extend(words(&group.stream())),
            _ => {}
        }
    }
    found
}

fn mentions(stream: &TokenStream, word: &str) -> bool {
    words(stream).iter().any(|w| w == word)
}

/// `#[cfg(test)]`, or `#[cfg(all(test, …))]`: never part of the program.
fn is_test_only(attribute: &syn::Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else { return false };
    let words = words(&list.tokens);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let plain = words == ["test"];
    let all =
        words.first() == Some(&"all") && words.contains(&"test") && !words.contains(&"not") && !words.contains(&"any");
    attribute.path().is_ident("cfg") && (plain || all)
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(i) => &i.attrs,
        syn::Item::Enum(i) => &i.attrs,
        syn::Item::ExternCrate(i) => &i.attrs,
        syn::Item::Fn(i) => &i.attrs,
        syn::Item::ForeignMod(i) => &i.attrs,
        syn::Item::Impl(i) => &i.attrs,
        syn::Item::Macro(i) => &i.attrs,
        syn::Item::Mod(i) => &i.attrs,
        syn::Item::Static(i) => &i.attrs,
        syn::Item::Struct(i) => &i.attrs,
        syn::Item::Trait(i) => &i.attrs,
        syn::Item::TraitAlias(i) => &i.attrs,
        syn::Item::Type(i) => &i.attrs,
        syn::Item::Union(i) => &i.attrs,
        syn::Item::Use(i) => &i.attrs,
        _ => &[],
    }
}
