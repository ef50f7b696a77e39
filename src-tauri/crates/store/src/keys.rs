//! Passphrase → Argon2id → wraps a random data key → opens the database and the vault.
//!
//! The data key never changes; a changed passphrase or a recovery code is one more [`Wrap`].

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// What a person types to open a keyed store; wiped from memory when dropped.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the text as typed; how long it must be is for the application to say.
    pub fn new(text: impl Into<String>) -> Passphrase {
        Passphrase(Zeroizing::new(text.into()))
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// What one guess at the passphrase costs (Argon2id, one lane).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl KdfCost {
    /// 64 MiB, three passes: about 0.2 s on an ordinary PC.
    pub const STANDARD: KdfCost = KdfCost { memory_kib: 64 * 1024, passes: 3 };
    /// For tests: no protection worth the name.
    pub const CHEAP: KdfCost = KdfCost { memory_kib: 8, passes: 1 };
    /// `store.json` may come from outside and must not make the program swallow all memory.
    const CEILING: KdfCost = KdfCost { memory_kib: 1024 * 1024, passes: 64 };
}

impl Default for KdfCost {
    fn default() -> KdfCost {
        KdfCost::STANDARD
    }
}

/// The data key under one passphrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrap {
    /// What opens it: `passphrase` (later also `recovery`).
    pub kind: String,
    /// The cost at which it was made.
    pub kdf: KdfCost,
    /// Salt of Argon2id, hex.
    pub salt: String,
    /// Nonce of XChaCha20-Poly1305, hex.
    pub nonce: String,
    /// The sealed data key, hex.
    pub sealed: String,
}

/// The 32 random bytes that everything in a keyed store is sealed with.
pub(crate) struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    pub(crate) fn random() -> DataKey {
        DataKey(random())
    }

    /// Seals the key under a passphrase, bound to this store.
    pub(crate) fn wrap(&self, key: &Passphrase, kdf: KdfCost, store: &str) -> Result<Wrap> {
        let (salt, nonce) = (random::<16>(), random::<24>());
        let sealed = cipher(&*stretch(key, kdf, &*salt)?)
            .encrypt(&XNonce::from(*nonce), payload(&*self.0, store))
            .map_err(|_| Error::damaged("the key"))?;
        Ok(Wrap {
            kind: "passphrase".into(),
            kdf,
            salt: hex::encode(*salt),
            nonce: hex::encode(*nonce),
            sealed: hex::encode(sealed),
        })
    }

    /// Opens the first wrap that the passphrase fits.
    pub(crate) fn unwrap(wraps: &[Wrap], key: &Passphrase, store: &str) -> Result<DataKey> {
        for wrap in wraps {
            let broken = |_| Error::damaged("the key in store.json");
            let salt = hex::decode(&wrap.salt).map_err(broken)?;
            let sealed = hex::decode(&wrap.sealed).map_err(broken)?;
            let mut nonce = [0; 24];
            hex::decode_to_slice(&wrap.nonce, &mut nonce).map_err(broken)?;
            let opened = cipher(&*stretch(key, wrap.kdf, &salt)?)
                .decrypt(&XNonce::from(nonce), payload(&sealed, store))
                .map(Zeroizing::new);
            if let Ok(opened) = opened {
                let bytes =
                    <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| Error::damaged("the key in store.json"))?;
                return Ok(DataKey(Zeroizing::new(bytes)));
            }
        }
        Err(Error::WrongKey)
    }

    /// The statement that opens the database: a raw key, so SQLCipher derives nothing.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let hex = Zeroizing::new(hex::encode(*self.0));
        Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", hex.as_str()))
    }

    /// A key for one other purpose; knowing it tells nothing of the data key.
    pub(crate) fn derive(&self, purpose: &str) -> FileKey {
        let mut hash = Sha256::new();
        hash.update(*self.0);
        hash.update(purpose.as_bytes());
        FileKey(Zeroizing::new(hash.finalize().into()))
    }
}

/// Seals the files of the vault, each with a nonce of its own.
pub(crate) struct FileKey(Zeroizing<[u8; 32]>);

impl FileKey {
    /// `nonce ‖ sealed`, bound to `name`.
    pub(crate) fn seal(&self, name: &str, clear: &[u8]) -> Result<Vec<u8>> {
        let nonce = random::<24>();
        let sealed =
            cipher(&self.0).encrypt(&XNonce::from(*nonce), payload(clear, name)).map_err(|_| Error::damaged(name))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// `None` if the bytes were not sealed with this key under this name.
    pub(crate) fn open(&self, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = bytes.split_first_chunk::<24>()?;
        cipher(&self.0).decrypt(&XNonce::from(*nonce), payload(sealed, name)).ok()
    }
}

pub(crate) fn random<const N: usize>() -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    rand::rng().fill_bytes(&mut *bytes);
    bytes
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}

fn payload<'a>(msg: &'a [u8], name: &'a str) -> Payload<'a, 'a> {
    Payload { msg, aad: name.as_bytes() }
}

fn stretch(key: &Passphrase, cost: KdfCost, salt: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    let unusable = |_| Error::damaged("the key derivation in store.json");
    if cost.memory_kib > KdfCost::CEILING.memory_kib || cost.passes > KdfCost::CEILING.passes {
        return Err(Error::damaged("the key derivation in store.json"));
    }
    let params = argon2::Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(unusable)?;
    let mut out = Zeroizing::new([0; 32]);
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(key.0.as_bytes(), salt, &mut *out)
        .map_err(unusable)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrap_opens_with_its_passphrase_and_its_store_only() {
        let key = DataKey::random();
        let right = Passphrase::new("摇篮");
        let wraps = [key.wrap(&right, KdfCost::CHEAP, "a").unwrap()];
        assert_eq!(*DataKey::unwrap(&wraps, &right, "a").unwrap().0, *key.0);
        let wrong = DataKey::unwrap(&wraps, &Passphrase::new("摇蓝"), "a");
        assert!(matches!(wrong, Err(Error::WrongKey)));
        let elsewhere = DataKey::unwrap(&wraps, &right, "b");
        assert!(matches!(elsewhere, Err(Error::WrongKey)));
    }

    #[test]
    fn a_second_wrap_opens_the_same_key() {
        let key = DataKey::random();
        let (a, b) = (Passphrase::new("one"), Passphrase::new("two"));
        let wraps = [key.wrap(&a, KdfCost::CHEAP, "s").unwrap(), key.wrap(&b, KdfCost::CHEAP, "s").unwrap()];
        assert_eq!(*DataKey::unwrap(&wraps, &b, "s").unwrap().0, *key.0);
    }

    #[test]
    fn an_absurd_cost_is_refused() {
        let key = DataKey::random();
        let phrase = Passphrase::new("x");
        let mut wrap = key.wrap(&phrase, KdfCost::CHEAP, "s").unwrap();
        wrap.kdf.memory_kib = u32::MAX;
        let opened = DataKey::unwrap(&[wrap], &phrase, "s");
        assert!(matches!(opened, Err(Error::Damaged { .. })));
    }

    #[test]
    fn a_sealed_file_is_bound_to_its_name() {
        let key = DataKey::random().derive("files");
        let sealed = key.seal("a", b"clear").unwrap();
        assert_eq!(key.open("a", &sealed).as_deref(), Some(&b"clear"[..]));
        assert_eq!(key.open("b", &sealed), None);
        assert_eq!(key.open("a", &sealed[..10]), None);
    }
}
