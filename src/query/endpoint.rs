//! Where a call goes.

use alloc::string::String;

use crate::{
    error::{Error, Fault, Result},
    text::{cut, decimal, parts},
};

/// The gateway's two environments. Source: the gateway's documents, acquiring API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// `https://sandbox-acq.onerway.com`
    Sandbox,
    /// `https://acq.onerway.com`
    Production,
}

/// The start of every address: a scheme, a host, perhaps a port and a path, no slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

/// Where calls go: one of the environments, or another address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// One of the gateway's own.
    Environment(Environment),
    /// A proxy of the merchant's, or a local gateway for tests.
    BaseUrl(BaseUrl),
}

impl Environment {
    pub(crate) const NAMES: [(&'static str, Environment); 2] = [
        ("sandbox", Environment::Sandbox),
        ("production", Environment::Production),
    ];

    /// The environment of that name: `sandbox` or `production`.
    pub fn parse(name: &str) -> Result<Environment> {
        let known = Environment::NAMES.iter().find(|(known, _)| *known == name);
        known.map_or(
            Err(Error::of("environment", Fault::EnvironmentUnknown)),
            |(_, environment)| Ok(*environment),
        )
    }

    const fn base(self) -> &'static str {
        match self {
            Environment::Sandbox => "https://sandbox-acq.onerway.com",
            Environment::Production => "https://acq.onerway.com",
        }
    }
}

impl BaseUrl {
    /// Checks an address: https, or http to loopback; no user, query or fragment. One slash at its
    /// end is dropped.
    pub fn parse(text: &str) -> Result<BaseUrl> {
        match check_base(text) {
            None => Ok(BaseUrl(text.strip_suffix("/").unwrap_or(text).into())),
            Some(fault) => Err(Error::of("baseUrl", fault)),
        }
    }
}

fn check_base(text: &str) -> Option<Fault> {
    let (rest, secure) = match text.strip_prefix("https://") {
        Some(rest) => (rest, true),
        None => match text.strip_prefix("http://") {
            Some(rest) => (rest, false),
            None => return Some(Fault::BaseUrlScheme),
        },
    };
    if !rest.bytes().all(is_plain) {
        return Some(Fault::BaseUrlCharacters);
    }
    let authority = cut(rest, b'/').map_or(rest, |(authority, _)| authority);
    match host(authority) {
        None => Some(Fault::BaseUrlHost),
        Some(host) if !secure && !is_loopback(host) => Some(Fault::BaseUrlInsecure),
        Some(_) => None,
    }
}

/// The characters of an address that mean nothing beyond themselves.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'@' | b'?' | b'#' | b'\\' | b'"' | b'<' | b'>' | b'^' | b'`' | b'{' | b'|' | b'}'
        )
}

/// The path of a call: it starts with a slash and has neither query nor fragment.
pub(crate) fn is_path(path: &str) -> bool {
    path.starts_with("/") && path.bytes().all(is_plain)
}

pub(super) fn check_path(path: &str) -> Result<&str> {
    if is_path(path) {
        Ok(path)
    } else {
        Err(Error::of("path", Fault::PathMalformed))
    }
}

impl Endpoint {
    /// From settings of which exactly one has to be there; an empty one is not.
    pub fn parse(environment: Option<&str>, base_url: Option<&str>) -> Result<Endpoint> {
        let set = |text: &&str| !text.is_empty();
        match (environment.filter(set), base_url.filter(set)) {
            (Some(name), None) => Environment::parse(name).map(Endpoint::Environment),
            (None, Some(text)) => BaseUrl::parse(text).map(Endpoint::BaseUrl),
            (None, None) => Err(Error::of("environment", Fault::EnvironmentMissing)),
            (Some(_), Some(_)) => Err(Error::of("baseUrl", Fault::BaseUrlBeside)),
        }
    }

    /// The whole address of a path that starts with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        let base = match self {
            Endpoint::Environment(environment) => environment.base(),
            Endpoint::BaseUrl(base) => &base.0,
        };
        let mut url = String::from(base);
        url.push_str(path);
        url
    }
}

const LOOPBACK_V6: &str = "[::1]";

/// The host of `host` or `host:port`. Of IPv6 only the loopback's address is taken.
fn host(authority: &str) -> Option<&str> {
    let end = if authority.starts_with(LOOPBACK_V6) {
        LOOPBACK_V6.len()
    } else {
        cut(authority, b':').map_or(authority.len(), |(host, _)| host.len())
    };
    let (host, after) = authority.split_at_checked(end)?;
    let port_ok = match after.strip_prefix(":") {
        Some(port) => decimal(port.as_bytes()).is_some_and(|port| port <= 65_535),
        None => after.is_empty(),
    };
    let host_ok = !host.is_empty() && (cut(host, b'[').is_none() || host == LOOPBACK_V6);
    (port_ok && host_ok).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host == LOOPBACK_V6 || is_loopback_v4(host)
}

/// 127.0.0.0/8, written as four decimal numbers.
fn is_loopback_v4(host: &str) -> bool {
    let mut numbers = parts(host, b'.');
    let mut count = 0;
    let in_range = numbers.all(|number| {
        count += 1;
        decimal(number.as_bytes()).is_some_and(|number| number <= 255)
    });
    in_range && count == 4 && host.starts_with("127.")
}
