"""Advice for a table of companies on Spark: each executor answers its part with `advise_batches`.

    python advise_companies.py sc://cluster:15002 companies.parquet advice.parquet [RULES]

Tables lie where the cluster can read them; RULES is a folder of rules on every node, `channelfit` the built-in ones.
"""

import sys
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

# What is passed on to the result.
KEPT = "id string"
RESULTS = (
    "recommended array<string>, basics array<string>, hours_at_least double, hours_to_use double, coverage double, "
    "readiness string, reason string, problems string"
)


def advised(companies: DataFrame, rules: str = "channelfit", language: str = "en") -> DataFrame:
    """The advice for each row of a frame whose columns are `id` and questions."""

    def answer(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # Imported where it runs: on an executor, which needs the wheel and nothing of this file.
        from channelfit import advise_batches

        return advise_batches(batches, rules, keep=["id"], language=language)

    return companies.mapInArrow(answer, f"{KEPT}, {RESULTS}")


def main() -> None:
    """Read, answer, write."""
    address, table, output, *rules = sys.argv[1:]
    spark = SparkSession.builder.remote(address).getOrCreate()
    advised(spark.read.parquet(table), *rules[:1]).write.mode("overwrite").parquet(output)


if __name__ == "__main__":
    main()
