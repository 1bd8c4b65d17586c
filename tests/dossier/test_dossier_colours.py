"""The colour profile in the file is sRGB: an outside reader of profiles changes no colour by it."""

from io import BytesIO

from PIL import Image, ImageCms

from app.dossier.srgb import srgb


def test_the_profile_is_that_of_screens() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb()))
    picture = Image.linear_gradient("L").resize((16, 16)).convert("RGB")
    picture.paste((164, 36, 59), (0, 0, 4, 4))
    picture.paste((15, 76, 92), (4, 4, 8, 8))
    turned = ImageCms.profileToProfile(picture, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    before, after = picture.tobytes(), turned.tobytes()
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) <= 1
