"""The electronic seal on a certificate: PAdES baseline B, ECDSA P-256. The only module that speaks to pyHanko.

The register behind /verify/ stays the authority: keys rotate, and a document outlives the key that sealed it.
"""

from functools import lru_cache
from io import BytesIO

from asn1crypto.cms import ContentInfo
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from . import keys

FIELD = "Seal"
ROOM = 16_384  # for signature and chain, as hexadecimal; leaving it open makes pyHanko sign twice to find out
MARK = b"a digest of thirty-two bytes ..."


def sign(pdf: bytes) -> tuple[bytes, str]:
    """(the sealed document, SHA-256 fingerprint of the certificate that sealed it)"""
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        name=settings.CERTIFICATE_ISSUER,
        reason="Issued as recorded at the address on the document",
    )
    signer = _signer(keys.private_key(), keys.chain())
    sealed = signers.sign_pdf(_Sealing(BytesIO(pdf)), metadata, signer=signer, bytes_reserved=ROOM)
    return sealed.getvalue(), keys.fingerprint(keys.certificate())


def is_ours_and_whole(pdf: bytes) -> bool:
    """Whether our key, or one that it replaced, sealed exactly this file. False for whatever cannot be read as such."""
    try:
        seals = PdfFileReader(BytesIO(pdf)).embedded_signatures
        ours = {keys.fingerprint(found): found for found in keys.trusted()}
        sealer = ours.get(seals[0].signer_cert.sha256.hex()) if len(seals) == 1 else None
        if sealer is None:
            return False
        trust = ValidationContext(trust_roots=[_for_pyhanko(sealer)], allow_fetching=False, moment=_middle(sealer))
        status = validate_pdf_signature(seals[0], trust)
        return status.intact and status.valid and status.coverage.name == "ENTIRE_FILE"
    except Exception:  # a hostile file may break a reader in any way it likes
        return False


def _middle(certificate):
    """A moment at which it was in force: a document is judged by its seal, however long ago the key was replaced."""
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return begin + (end - begin) / 2


@lru_cache(maxsize=2)
def _signer(key, chain):
    pkcs8 = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    vouching = SimpleCertificateStore.from_certs(_for_pyhanko(found) for found in chain[1:])
    return _Signer(_for_pyhanko(chain[0]), PrivateKeyInfo.load(pkcs8), vouching)


def _for_pyhanko(certificate):
    return Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


class _Sealing(IncrementalPdfFileWriter):
    """Leaves as it is what the press wrote about the document. pyHanko would write it anew to add the date that the seal has too:
    a quarter of the work of sealing. (Where a new version of it does so elsewhere, only that quarter comes back.)"""

    def _update_meta(self):
        pass


class _Signer(signers.SimpleSigner):
    """pyHanko builds the signature once, over a mark. Two things differ from document to document, the digest and what is
    signed over it; they are put in their places, which spares two thirds of the work of sealing."""

    _model = None

    async def async_sign(self, data_digest, digest_algorithm, dry_run=False, **wishes):
        if self._model is None:
            self._model = await super().async_sign(MARK, digest_algorithm, **wishes)
        whole, signer = self._model.dump(), self._model["content"]["signer_infos"][0]
        attributes, placed = signer["signed_attrs"].untag().dump(), signer["signature"].native
        signed = _of_length(len(placed), attributes.replace(MARK, data_digest))
        return ContentInfo.load(whole.replace(MARK, data_digest).replace(placed, signed))


def _of_length(length, attributes):
    """A signature of exactly so many bytes: each try has its own chance number, and every second or fourth has them."""
    while True:
        signed = keys.private_key().sign(attributes, ec.ECDSA(hashes.SHA256()))
        if len(signed) == length:
            return signed
