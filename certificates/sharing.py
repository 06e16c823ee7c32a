"""Where a holder may take a certificate: LinkedIn’s page for adding one, filled in. Nothing is sent until they go there."""

from urllib.parse import urlencode

LINKEDIN = "https://www.linkedin.com/profile/add"


def linkedin(certificate) -> str:
    """Empty for a specimen."""
    if certificate.is_specimen:
        return ""
    facts = {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.title,
        "organizationName": certificate.issuer,
        "issueYear": certificate.awarded_on.year,
        "issueMonth": certificate.awarded_on.month,
        "certUrl": certificate.verification_url,
        "certId": certificate.code,
    }
    if certificate.expires_on:
        facts |= {"expirationYear": certificate.expires_on.year, "expirationMonth": certificate.expires_on.month}
    return f"{LINKEDIN}?{urlencode(facts)}"
