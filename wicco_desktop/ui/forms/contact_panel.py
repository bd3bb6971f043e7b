"""The form of a contact: the name, the posts with their dates, how to reach, topics."""

from __future__ import annotations

from wicco_desktop.ui.forms.posts_section import PostsSection
from wicco_desktop.ui.forms.signed_panel import SignedPanel
from wicco_desktop.ui.forms.topics_section import TopicsSection
from wicco_desktop.ui.photos.photos_section import add_photos


class ContactPanel(SignedPanel):
    """A person, arranged as one reads a card."""

    def arrange(self) -> None:
        self.add_title()
        self.add_duplicate_sign()
        self.posts = PostsSection(self.session, self.content)
        self.add_section(self.posts)
        self.add_rows()
        self.add_more()
        self.topics = TopicsSection(self.session, self.content)
        self.add_section(self.topics)
        self.add_remarks()
        self.photos = add_photos(self)
        self.duplicate_sign.watch(self)
