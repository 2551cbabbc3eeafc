-- The letters of a file, on its page.
create index courrier_lie on courrier.courrier (lie) where lie is not null;
