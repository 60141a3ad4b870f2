"""The Products menu: series, motors and accessories, with drafts, preview, workflow and history."""
