//! SHA-256 of what stands in several parts, and HMAC-SHA256 by RFC 2104.

use sha2::{Digest, Sha256};

/// What SHA-256 takes at a time.
const BLOCK_BYTES: usize = 64;
/// With these the key is combined.
const INNER: u8 = 0x36;
const OUTER: u8 = 0x5c;

/// The digest of a message that stands in several parts, one after the other.
pub(crate) fn digest(first: &[u8], rest: &[&[u8]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(first);
    for part in rest {
        digest.update(part);
    }
    digest.finalize().into()
}

/// The code of a message that stands in several parts, one after the other.
pub(crate) fn hmac(key: &[u8], message: &[&[u8]]) -> [u8; 32] {
    let hashed;
    let key = if key.len() > BLOCK_BYTES {
        hashed = digest(key, &[]);
        &hashed
    } else {
        key
    };
    let mut block = [INNER; BLOCK_BYTES];
    for (place, byte) in block.iter_mut().zip(key) {
        *place ^= byte;
    }
    let inner = digest(&block, message);
    for place in &mut block {
        *place ^= INNER ^ OUTER;
    }
    digest(&block, &[&inner])
}

#[cfg(test)]
mod tests {
    use super::hmac;

    /// Key, message and code of RFC 4231, test cases 1 to 4, 6 and 7; 5 is a code cut short. Then
    /// keys around the length of a block, made with another implementation.
    const KNOWN: &[(&[u8], &[u8], &str)] = &[
        (
            &[0x0b; 20],
            b"Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        ),
        (
            b"Jefe",
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            &[0xaa; 20],
            &[0xdd; 50],
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        ),
        (
            &[
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                24, 25,
            ],
            &[0xcd; 50],
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        ),
        (
            &[0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
        (
            &[0xaa; 131],
            b"This is a test using a larger than block-size key and a larger than block-size data. \
              The key needs to be hashed before being used by the HMAC algorithm.",
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
        ),
        (&[b'k'; 63], b"", "a73e4ae46b2a9f2402fff056e156c0a25551e3db5097f9367522239bfbc2d02e"),
        (&[b'k'; 64], b"", "83026a325aaee70e36cfe607536aa1054104ad1077c36134810d4ccded1ccd3b"),
        (&[b'k'; 65], b"", "41f1c4cc3107cd5b8d92460f61032902bfdb06484eef17e861b83a5012d3b7f3"),
    ];

    #[test]
    fn known_codes() {
        for (key, message, code) in KNOWN {
            assert_eq!(hex::encode(hmac(key, &[message])), *code);
            for at in 0..=message.len() {
                let (start, end) = message.split_at(at);
                assert_eq!(hmac(key, &[start, end]), hmac(key, &[message]), "{at}");
            }
        }
    }
}
